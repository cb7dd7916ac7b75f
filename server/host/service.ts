/** The language service with all packs: a bundle of its own, which the server and the command line share. */
export { createService } from './createService.ts';
export { languagePacks } from '../../schemas/languageRegistry.ts';
