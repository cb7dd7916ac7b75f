/** @param {number[]} values @returns {{median: number, p95: number, n: number} | undefined} nothing for no values */
export function summary(values) {
  if (values.length === 0) return undefined;
  return { median: quantile(values, 0.5), p95: quantile(values, 0.95), n: values.length };
}

function quantile(values, share) {
  const sorted = [...values].sort((a, b) => a - b);
  const place = (sorted.length - 1) * share;
  const low = sorted[Math.floor(place)];
  return low + (sorted[Math.ceil(place)] - low) * (place % 1);
}

export const pause = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));
