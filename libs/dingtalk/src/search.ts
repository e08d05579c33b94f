import { z } from 'zod';
import { api } from './apis.js';
import type { Api } from './apis.js';
import type { DingTalkClient } from './client.js';
import { flag, listOf, number, text } from './lenient.js';
import { walk } from './pages.js';

/** The most that was seen to work. */
const size = 20;

/**
 * `POST /v1.0/contact/users/search` (fact sheet 3.7): userids of people whose name, or its pinyin, holds the word.
 * Every page counts against the company's calls a month.
 */
export function searchUsers(client: DingTalkClient, word: string): AsyncGenerator<string, void, undefined> {
  return search(client, api.searchUsers, word, text);
}

/** `POST /v1.0/contact/departments/search` (fact sheet 2.5): ids of departments whose name holds the word; counted too. */
export function searchDepartments(
  client: DingTalkClient,
  word: string,
): AsyncGenerator<number, void, undefined> {
  return search(client, api.searchDepartments, word, number);
}

function search<Item>(client: DingTalkClient, from: Api, queryWord: string, item: z.ZodType<Item>) {
  const schema = z.object({ hasMore: flag, list: listOf(item) });
  return walk<Item, number>(0, async (offset) => {
    const { hasMore, list } = await client.call(from, { queryWord, offset, size }, schema);
    // A page without anything on it is the last one, whatever it says of others.
    return { items: list, next: hasMore && list.length > 0 ? offset + size : undefined };
  });
}
