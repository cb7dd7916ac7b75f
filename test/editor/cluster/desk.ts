// The bed with its databases, and a real VS Code on their manifests, the packaged extension in it.
import { existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { startDemoBed, type DemoBed } from '../../cluster/bed/bed.ts';
import { Endings } from '../../support/endings.ts';
import { root } from '../../support/fixtures.ts';
import { installSqlToolsStub } from './installSqlToolsStub.ts';

export interface Desk {
  readonly bed: DemoBed;
  /** The workbench on the manifests. */
  readonly page: Page;
  /** What a person with this desk has at home: histories, configurations. Empty at first. */
  readonly home: string;
  /** Programs on the PATH of the editor: links, so that a program can be taken away. */
  readonly programs: string;
  /** Where VS Code keeps what it keeps: logs, storage, sockets, temporary files. */
  readonly serverFolder: string;
  readonly kubeconfigs: { readonly demo: string; readonly production: string };
  /** Another window in another VS Code, which has not been told to trust the folder. */
  readonly openStranger: (folder: string, kubeconfig: string) => Promise<Stranger>;
  readonly stop: () => Promise<void>;
}

export interface Stranger {
  readonly page: Page;
  readonly stop: () => Promise<void>;
}

/** Scripts of tools/editor, as far as they are used here. */
interface Tools {
  installVscodeHost(): Promise<unknown>;
  installVsix(host: unknown, vsix: string, folder: string): Promise<string>;
  packageVsix(file: string): Promise<string>;
  launchChromium(): Promise<Browser>;
  startVscodeServer(host: unknown, options: object): Promise<VscodeServer>;
  readonly noGallery: Readonly<Record<string, string>>;
}

interface VscodeServer {
  readonly authority: string;
  readonly folder: string;
  page(query: Readonly<Record<string, string>>): string;
  readonly stop: () => Promise<void>;
}

const settings = {
  // In a browser VS Code saves by itself: a key that a list has left to the editor would be in the manifest for good.
  'files.autoSave': 'off',
  'editor.minimap.enabled': false,
  'workbench.colorTheme': 'Default Light Modern',
  // Lines of text in the page instead of a picture.
  'terminal.integrated.gpuAcceleration': 'off',
  'terminal.integrated.confirmOnKill': 'never',
  'security.workspace.trust.startupPrompt': 'never',
  'workbench.editor.useModal': 'off',
  'dbManifests.clipboardSeconds': 6,
};

/** @param vsix the package to install; made from `dist/` when left out. */
export async function openDesk({ vsix }: { readonly vsix?: string | undefined } = {}): Promise<Desk> {
  const endings = new Endings();
  const stop = endings.run;
  try {
    const tools = await loadTools();
    const bed = await startDemoBed((line) => {
      console.log(line);
    });
    if ('missing' in bed) throw new Error(bed.missing);
    endings.add(bed, (each) => each.stop());
    const folder = endings.add(mkdtempSync(join(tmpdir(), 'dbm-desk-')), (each) => {
      rmSync(each, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
    });
    const host = await tools.installVscodeHost();
    const extensionsDir = join(folder, 'e');
    const file = vsix ?? (await tools.packageVsix(join(folder, 'db-manifests.vsix')));
    await tools.installVsix(host, file, extensionsDir);
    installSqlToolsStub(extensionsDir);
    const home = join(folder, 'home');
    mkdirSync(home);
    const programs = linkPrograms(join(folder, 'bin'));
    const browser = endings.add(await tools.launchChromium(), (each) => each.close());
    const groups = ['system:masters'];
    const kubeconfigs = {
      demo: await bed.cluster.writeKubeconfig({ name: 'demo', groups }),
      production: await bed.cluster.writeKubeconfig({ name: 'prod-eu', groups, namespace: 'web' }),
    };
    const environment = { ...tools.noGallery, HOME: home, PATH: programs, SHELL: '/bin/sh' };
    const start = async (kubeconfig: string, trust: boolean) => {
      const env = { ...environment, KUBECONFIG: kubeconfig };
      // Else a login shell is asked for its PATH.
      const args = ['--force-disable-user-env'];
      return tools.startVscodeServer(host, { extensionsDir, settings, env, trust, args });
    };
    const both = [kubeconfigs.demo, kubeconfigs.production].join(delimiter);
    const server = endings.add(await start(both, true), (each) => each.stop());
    const page = await openWindow(await newContext(browser), server, bed.manifests, 'zalando.yaml');
    return {
      ...{ bed, page, home, programs, serverFolder: server.folder, kubeconfigs, stop },
      async openStranger(opened, kubeconfig) {
        const other = await start(kubeconfig, false);
        const context = await newContext(browser);
        return {
          page: await openWindow(context, other, opened, 'zalando.yaml'),
          async stop() {
            await context.close();
            await other.stop();
          },
        };
      },
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function loadTools(): Promise<Tools> {
  const names = ['installVscodeHost', 'vscodeServer', 'packageVsix', 'chromium'];
  const modules = await Promise.all(
    names.map((name) => import(pathToFileURL(join(root, 'tools', 'editor', `${name}.mjs`)).href) as Promise<object>),
  );
  return Object.assign({}, ...modules) as Tools;
}

/** What shells and clients need; `psql` and `mysql` can be taken away. */
function linkPrograms(folder: string): string {
  mkdirSync(folder);
  const folders = (process.env['PATH'] ?? '').split(delimiter);
  for (const name of ['sh', 'bash', 'env', 'cat', 'ls', 'ps', 'uname', 'git', 'psql', 'mysql']) {
    const file = folders.map((each) => join(each, name)).find((each) => existsSync(each));
    if (file) symlinkSync(file, join(folder, name));
  }
  return folder;
}

function newContext(browser: Browser): Promise<BrowserContext> {
  return browser.newContext({
    viewport: { width: 1400, height: 900 },
    permissions: ['clipboard-read', 'clipboard-write'],
  });
}

async function openWindow(context: BrowserContext, server: VscodeServer, folder: string, file: string): Promise<Page> {
  const page = await context.newPage();
  page.setDefaultTimeout(60_000);
  const payload = [
    ['openFile', `vscode-remote://${server.authority}${join(folder, file)}`],
    ['skipWelcome', 'true'],
  ];
  await page.goto(server.page({ folder, payload: JSON.stringify(payload) }));
  await page.locator('.editor-instance .monaco-editor').first().waitFor();
  return page;
}
