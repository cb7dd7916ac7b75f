const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
const digits = new Map(Array.from(alphabet, (digit, index) => [digit, index]));

/**
 * The bytes of a text in base64 with `-` and `_`, padded; line breaks are skipped. `undefined`: it is none. So Kubernetes
 * reads fields of the format `byte` for its rules, though it checks them for `+` and `/`.
 * Source: k8s.io/kube-openapi/pkg/validation/strfmt/default.go.
 */
export function parseBase64Url(text: string): Uint8Array | undefined {
  const compact = text.replace(/[\r\n]/g, '');
  if (compact.length % 4 !== 0) return undefined;
  const padding = compact.endsWith('==') ? 2 : Number(compact.endsWith('='));
  const bytes: number[] = [];
  for (let at = 0; at < compact.length; at += 4) {
    const isLast = at + 4 === compact.length;
    let bits = 0;
    for (let place = at; place < at + 4; place++) {
      const isPadding = isLast && place >= compact.length - padding;
      const digit = isPadding ? 0 : digits.get(compact.charAt(place));
      if (digit === undefined) return undefined;
      bits = bits * 64 + digit;
    }
    const count = isLast ? 3 - padding : 3;
    for (let index = 0; index < count; index++) bytes.push((bits >> (16 - 8 * index)) & 0xff);
  }
  return Uint8Array.from(bytes);
}
