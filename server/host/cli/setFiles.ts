import type { LanguageService } from '../../language/languageService.ts';
import { isFolder } from '../manifestFiles.ts';
import { uriOf } from './inputs.ts';
import type { Input } from './inputs.ts';

/** Tells the service all files before it is asked about one: a Deployment or a `kustomization.yaml` decides about files before it. */
export function setFiles(service: LanguageService, files: readonly Input[], paths: readonly string[]): void {
  for (const file of files) service.setFile(uriOf(file), file.text);
  // Single files are no workspace: what they refer to may well lie beside them.
  if (paths.some(isFolder)) return;
  service.setComplete(false);
  service.index(Infinity);
}
