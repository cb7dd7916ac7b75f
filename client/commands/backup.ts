import { actionCommand } from './actionCommand.ts';

export const backup = actionCommand('backup');
