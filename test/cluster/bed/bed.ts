import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findBinaries, type Missing } from './binaries.ts';
import {
  startBareApiServer,
  startControlPlane,
  type BareApiServer,
  type ControlPlane,
  type ControlPlaneOptions,
} from './controlPlane.ts';
import { type Everything, layAll, operateAll } from './layouts/layAll.ts';
import { openLayoutBed } from './layouts/layout.ts';
import { prepareBed } from './prepareBed.ts';

export interface Bed {
  readonly cluster: ControlPlane;
  /** For what else a test needs; gone with the bed. */
  readonly folder: string;
  /** Leaves no process and no file. */
  stop(): Promise<void>;
}

/** A control plane in a folder of its own, ready for pods. Building its programs takes minutes the first time. */
export async function startBed(say: (line: string) => void = () => undefined): Promise<Bed | Missing> {
  return inFolder(say, async (options) => {
    const cluster = await startControlPlane(options);
    return { cluster, folder: options.folder, stop: () => cluster.stop() };
  });
}

/**
 * The API server alone, in less time.
 * @param release of Kubernetes, `1.31`; absent: that of the bed.
 */
export async function startApiServerBed(
  say: (line: string) => void,
  release?: string,
): Promise<BareApiServer | Missing> {
  return inFolder(say, startBareApiServer, release);
}

/** What is started in a new folder, which goes when it stops. */
async function inFolder<T extends { stop(): Promise<void> }>(
  say: (line: string) => void,
  start: (options: ControlPlaneOptions) => Promise<T>,
  release?: string,
): Promise<T | Missing> {
  const binaries = await findBinaries(say, release);
  if ('missing' in binaries) return binaries;
  const folder = mkdtempSync(join(tmpdir(), 'dbm-bed-'));
  const remove = () => {
    rmSync(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
  };
  try {
    const started = await start({ binaries, folder });
    return {
      ...started,
      async stop() {
        await started.stop();
        remove();
      },
    };
  } catch (error) {
    remove();
    throw error;
  }
}

/** A bed with databases: what `npm run demo` shows. */
export interface DemoBed extends Bed {
  readonly everything: Everything;
  /** Folder with a manifest for each cluster. */
  readonly manifests: string;
}

/** One cluster of every system, and stand-ins of their operators at work. */
export async function startDemoBed(say: (line: string) => void): Promise<DemoBed | Missing> {
  const lacking = await prepareBed(say);
  if (lacking) return lacking;
  const bed = await startBed(say);
  if ('missing' in bed) return bed;
  try {
    const laid = await openLayoutBed(bed.cluster);
    const everything = await layAll(laid);
    const stopOperators = await operateAll(everything).catch(async (error: unknown) => {
      await everything.stop();
      throw error;
    });
    return {
      ...{ ...bed, everything, manifests: join(laid.folder, 'manifests') },
      async stop() {
        stopOperators();
        await everything.stop();
        await bed.stop();
      },
    };
  } catch (error) {
    await bed.stop();
    throw error;
  }
}

/** For tests, which the suite runs only where there are binaries. */
export async function needBed(): Promise<Bed> {
  return orFail(await startBed(tell));
}

/** The same of the API server alone. */
export async function needApiServer(): Promise<BareApiServer> {
  return orFail(await startApiServerBed(tell));
}

function tell(line: string): void {
  console.log(line);
}

function orFail<T extends object>(bed: T | Missing): T {
  if ('missing' in bed) throw new Error(bed.missing);
  return bed;
}
