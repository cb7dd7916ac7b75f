import * as vscode from 'vscode';
import { BrowserMessageReader, BrowserMessageWriter, LanguageClient } from 'vscode-languageclient/browser';
import type { MessageTransports } from 'vscode-languageclient/browser';
import type { WorkerReady, WorkerStart } from '../schemas/contract/protocol.ts';
import { createTree } from './screen/views.ts';
import type { TreeSource } from './screen/views.ts';
import { answerChartEntries } from './answerChartEntries.ts';
import { activateExtension } from './activateExtension.ts';
import type { Extension } from './activateExtension.ts';

/** Entry of `dist/browser/client.cjs`, for VS Code for the Web: the server is a web worker. */
export function activate(context: vscode.ExtensionContext): Extension {
  const dist = vscode.Uri.joinPath(context.extensionUri, 'dist');
  let worker: Worker | undefined;
  const connect = async (): Promise<MessageTransports> => {
    // A server that was told to exit leaves its worker behind.
    worker?.terminate();
    worker = await startWorker(dist);
    return { reader: new BrowserMessageReader(worker), writer: new BrowserMessageWriter(worker) };
  };
  context.subscriptions.push({ dispose: () => worker?.terminate() });
  // Clusters need sockets and processes: their view stays empty and says so.
  context.subscriptions.push(createTree('dbManifests.databases', emptyTree));
  const { ready } = activateExtension(context, (id, name, options) => {
    const client = new LanguageClient(id, name, connect, options);
    context.subscriptions.push(answerChartEntries(client));
    return client;
  });
  return { ready };
}

const emptyTree: TreeSource<never> = { childrenOf: () => [], lookOf: (node) => node };

/** What is used of a web worker. The compiler knows this project's client as a program for Node, which has none. */
interface Worker {
  addEventListener(
    type: 'message',
    listener: (event: { readonly data: WorkerReady }) => void,
    options: { once: true },
  ): void;
  addEventListener(
    type: 'error',
    listener: (event: { readonly message?: string }) => void,
    options: { once: true },
  ): void;
  postMessage(message: WorkerStart): void;
  terminate(): void;
}
declare const Worker: new (url: string) => Worker;

/** A worker that has loaded its data. */
function startWorker(dist: vscode.Uri): Promise<Worker> {
  const worker = new Worker(vscode.Uri.joinPath(dist, 'browser', 'server.js').toString(true));
  return new Promise((resolve, reject) => {
    worker.addEventListener('error', ({ message }) => reject(new Error(message ?? 'the worker did not start')), {
      once: true,
    });
    worker.addEventListener(
      'message',
      ({ data }) => {
        if (data.ready) resolve(worker);
        else reject(new Error(data.reason));
      },
      { once: true },
    );
    worker.postMessage({ assets: dist.toString(true) });
  });
}
