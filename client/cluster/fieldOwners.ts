/**
 * Who the API server says has written a field. What a person applies is theirs; what a command patches or makes is not, so
 * that it is not taken for part of the manifest: applying without the field later leaves it alone.
 */
export const applyManager = 'db-manifests';
export const commandManager = 'db-manifests-command';
