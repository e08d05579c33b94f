import { reasonTexts } from '#admin-api';
import type { Texts } from '../texts.js';

const { blocks, waits, holds } = reasonTexts.zh;

export const reasons: Texts['reasons'] = { ...blocks, ...waits, ...holds };
