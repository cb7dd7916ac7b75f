/** The proxy that the environment names for a server, by the rules of Go, and so of kubectl: https://pkg.go.dev/golang.org/x/net/http/httpproxy#Config */
export function environmentProxy(
  server: URL,
  environment: Readonly<Record<string, string | undefined>>,
): string | undefined {
  const variable = (name: string): string => environment[name] || environment[name.toLowerCase()] || '';
  const proxy = variable(server.protocol === 'http:' ? 'HTTP_PROXY' : 'HTTPS_PROXY');
  const host = server.hostname.replace(/^\[|\]$/g, '');
  if (proxy === '' || /^(localhost|127\..*|::1)$/.test(host)) return undefined;
  const port = server.port || (server.protocol === 'http:' ? '80' : '443');
  const spared = variable('NO_PROXY')
    .split(',')
    .map((entry) => entry.trim().toLowerCase())
    .some((entry) => entry !== '' && isSpared(host, port, entry));
  if (spared) return undefined;
  return proxy.includes('://') ? proxy : `http://${proxy}`;
}

function isSpared(host: string, port: string, entry: string): boolean {
  if (entry === '*') return true;
  const [, name = '', onlyPort] = /^(.*?)(?::(\d+))?$/.exec(entry) ?? [];
  if (onlyPort !== undefined && onlyPort !== port) return false;
  if (name.includes('/')) return isInRange(host, name);
  const domain = name.replace(/^\*?\./, '');
  return host.endsWith(`.${domain}`) || (host === domain && name === domain);
}

/** IPv4 alone; an IPv6 range spares nothing. */
function isInRange(host: string, range: string): boolean {
  const [base = '', bits = ''] = range.split('/');
  const address = ipv4(host);
  const start = ipv4(base);
  if (address === undefined || start === undefined || !/^\d+$/.test(bits) || Number(bits) > 32) return false;
  const size = 2 ** (32 - Number(bits));
  return Math.floor(address / size) === Math.floor(start / size);
}

function ipv4(text: string): number | undefined {
  const parts = text.split('.');
  if (parts.length !== 4 || parts.some((part) => !/^\d{1,3}$/.test(part) || Number(part) > 255)) return undefined;
  return parts.reduce((sum, part) => sum * 256 + Number(part), 0);
}
