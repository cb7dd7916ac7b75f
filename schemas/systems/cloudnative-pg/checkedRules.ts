import { cloudnativePgRules } from './rules.ts';
import { unlessValidationIsOff } from './validation.ts';

export const checkedRules = cloudnativePgRules.map(unlessValidationIsOff);
