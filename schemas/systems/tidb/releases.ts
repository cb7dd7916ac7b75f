/** Versions to offer, newest first, of lines with long-term support. https://docs.pingcap.com/tidb/stable/release-timeline */
export const releases = ['v8.5.7', 'v8.5.4', 'v8.1.2', 'v7.5.7', 'v7.1.6', 'v6.5.12'];

/** TiProxy is counted by itself. https://docs.pingcap.com/tidb/stable/tiproxy-overview */
export const proxyReleases = ['v1.3.2', 'v1.3.0', 'v1.2.0', 'v1.1.0', 'v1.0.0'];
