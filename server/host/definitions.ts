import { parentPort, workerData } from 'node:worker_threads';
import { compileDefinition } from '../language/definitions/compileDefinition.ts';
import type { DefinitionJob } from '../language/definitions/compiledDefinition.ts';
import { readTypesFile } from './definitions/readTypesFile.ts';

/** Entry of `dist/definitions.cjs`: the thread in which `DefinitionWorker` has definitions compiled. */
const types = readTypesFile(String(workerData));

parentPort?.on('message', (job: DefinitionJob) => parentPort?.postMessage(compileDefinition(job, types)));
parentPort?.postMessage('ready');
