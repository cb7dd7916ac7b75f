import { operateCloudNativePg, operateCrunchy, operateTekton, operateTidb, operateZalando } from '../operators.ts';
import { layCloudNativePg } from './layCloudNativePg.ts';
import { layCrunchy } from './layCrunchy.ts';
import { allOf, type LayoutBed, type LayoutOptions } from './layout.ts';
import { layOperatorPods, type OperatorPods } from './operatorPods.ts';
import type { PostgresLayout } from './postgresLayout.ts';
import { layServiceSecret, layTektonResults, type TektonLayout } from './layTektonResults.ts';
import { layTidb, type TidbLayout } from './layTidb.ts';
import { layZalando } from './layZalando.ts';

/** One cluster of each system, and the operators' pods. Their manifests are in `manifests` of the bed's folder. */
export interface Everything {
  readonly zalando: PostgresLayout;
  readonly crunchy: PostgresLayout;
  readonly cloudNativePg: PostgresLayout;
  readonly tekton: TektonLayout;
  readonly tidb: TidbLayout;
  readonly operatorPods: OperatorPods;
  /** Ends the servers; objects stay. */
  stop(): Promise<void>;
}

export async function layAll(bed: LayoutBed, options: Omit<LayoutOptions, 'namespace'> = {}): Promise<Everything> {
  const laid = new Set<{ stop(): Promise<void> }>();
  const stop = async () => {
    await allOf([...laid].map((each) => each.stop()));
  };
  const note = <T extends { stop(): Promise<void> }>(layout: T) => {
    laid.add(layout);
    return layout;
  };
  try {
    const [zalando, crunchy, cloudNativePg, tidb, operatorPods] = await allOf([
      layZalando(bed, options).then(note),
      layCrunchy(bed, options).then(note),
      layCloudNativePg(bed, options).then(note),
      layTidb(bed).then(note),
      layOperatorPods(bed).then(note),
    ]);
    const tekton = await layTektonResults(bed, zalando);
    await layServiceSecret(bed, zalando);
    return { zalando, crunchy, cloudNativePg, tekton, tidb, operatorPods, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** Stand-ins of all operators at work, for the demo. Returns how to stop them. */
export async function operateAll(everything: Everything): Promise<() => void> {
  const operators = await allOf([
    operateZalando(everything.zalando),
    operateCrunchy(everything.crunchy),
    operateCloudNativePg(everything.cloudNativePg),
    operateTekton(everything.tekton),
    operateTidb(everything.tidb),
  ]);
  return () => {
    for (const operator of operators) operator.stop();
  };
}
