import { actionCommand } from './actionCommand.ts';

export const restart = actionCommand('restart');
