import { actionCommand } from './actionCommand.ts';

export const switchover = actionCommand('switchover');
