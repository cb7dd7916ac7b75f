import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';

/** Asks every 20 ms, and fails after a minute: far more than anything takes. */
export async function until(holds: () => boolean | Promise<boolean>, otherwise: () => string): Promise<void> {
  const end = Date.now() + 60_000;
  while (!(await holds())) {
    assert.ok(Date.now() < end, otherwise());
    await sleep(20);
  }
}
