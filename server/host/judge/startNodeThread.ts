import { startThread } from '../startThread.ts';
import type { JudgeReply, JudgeRequest, JudgeThread } from './judge.ts';

/** A thread of Node with what the build wrote for it (`judge.cjs`). @param dist the folder that the build wrote */
export function startNodeThread(dist: string): Promise<JudgeThread> {
  return startThread<JudgeRequest, JudgeReply>({ dist, bundle: 'judge.cjs', memory: 256 });
}
