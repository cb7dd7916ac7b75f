/** Numbers of things: of objects, books, cards, people, colours. */

export function isUuid(text: string): boolean {
  return /^[0-9a-f]{8}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{12}$/i.test(text);
}

/** @param version the digit that has to stand in its place: 3, 4 or 5 */
export function isUuidOf(version: 3 | 4 | 5, text: string): boolean {
  const variant = version === 3 ? '[0-9a-f]' : '[89ab]';
  return isUuid(text) && new RegExp(`^.{12}${version}.{3}${variant}.{15}$`, 'i').test(text.replaceAll('-', ''));
}

/** Format `bsonobjectid`: twelve bytes in hexadecimal digits. */
export function isObjectId(text: string): boolean {
  return /^[0-9a-f]{24}$/i.test(text);
}

export function isIsbn10(text: string): boolean {
  const digits = withoutGaps(text);
  return /^\d{9}[\dX]$/.test(digits) && weighted(digits, (place) => place + 1) % 11 === 0;
}

export function isIsbn13(text: string): boolean {
  const digits = withoutGaps(text);
  return /^\d{13}$/.test(digits) && weighted(digits, (place) => (place % 2 === 0 ? 1 : 3)) % 10 === 0;
}

function withoutGaps(text: string): string {
  return text.replace(/[\t\n\f\r -]/g, '');
}

function weighted(digits: string, weight: (place: number) => number): number {
  return Array.from(digits).reduce(
    (sum, digit, place) => sum + weight(place) * (digit === 'X' ? 10 : Number(digit)),
    0,
  );
}

const cardNumber =
  /^(?:4\d{12}(?:\d{3})?|5[1-5]\d{14}|6(?:011|5\d\d)\d{12}|3[47]\d{13}|3(?:0[0-5]|[68]\d)\d{11}|(?:2131|1800|35\d{3})\d{11})$/;

/** A number of one of the large companies, whose last digit makes up for the others (Luhn); what is no digit is passed over. */
export function isCreditCard(text: string): boolean {
  const digits = text.replace(/[^0-9]/g, '');
  if (!cardNumber.test(digits)) return false;
  const fromTheRight = Array.from(digits).reverse();
  const sum = fromTheRight.reduce((total, digit, place) => {
    const value = Number(digit) * (place % 2 === 0 ? 1 : 2);
    return total + (value > 9 ? value - 9 : value);
  }, 0);
  return sum % 10 === 0;
}

/** Format `ssn`, a social security number of the United States; only with its two separators. */
export function isSocialSecurityNumber(text: string): boolean {
  return /^\d{3}[- ]\d{2}[- ]\d{4}$/.test(text);
}

export function isHexColor(text: string): boolean {
  return /^#?(?:[0-9a-f]{3}|[0-9a-f]{6})$/i.test(text);
}

export function isRgbColor(text: string): boolean {
  const inside = /^rgb\(([^()]*)\)$/.exec(text)?.[1]?.split(',', 4);
  return (
    inside?.length === 3 &&
    inside.every((part) => /^[\t\n\f\r ]*(?:0|[1-9]\d?|1\d\d?|2[0-4]\d|25[0-5])[\t\n\f\r ]*$/.test(part))
  );
}

/** Format `byte`: base64 with its padding, at least one group, no line breaks. */
export function isBase64(text: string): boolean {
  return text.length % 4 === 0 && /^[A-Za-z0-9+/]+={0,2}$/.test(text);
}
