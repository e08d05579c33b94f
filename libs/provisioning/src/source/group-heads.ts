import { isJsonObject } from '#common';
import type { JsonObject } from '#common';
import type { ScimBody } from '#scim';

const extension = 'urn:ietf:params:scim:schemas:extension:dingtalk:2.0:Group';

/** Who heads a remote Group, by the remote server's ids, where it says so in our extension. */
export function remoteHeads(body: ScimBody): readonly string[] {
  const own = body[extension];
  if (!isJsonObject(own) || !Array.isArray(own.managers)) return [];
  return (own.managers as readonly unknown[]).flatMap((one) =>
    isJsonObject(one) && typeof one.value === 'string' ? [one.value] : [],
  );
}

/** A Group's body whose heads are told by our ids; who is none of ours heads nothing here. */
export function withOwnHeads(body: ScimBody, ids: ReadonlyMap<string, string>): ScimBody {
  const own = body[extension];
  if (!isJsonObject(own) || own.managers === undefined) return body;
  const managers = remoteHeads(body).flatMap((id): readonly JsonObject[] => {
    const value = ids.get(id);
    return value === undefined ? [] : [{ value }];
  });
  const rest = Object.entries(own).filter(([name]) => name !== 'managers');
  const told = managers.length === 0 ? rest : [...rest, ['managers', managers] as const];
  const others = Object.entries(body).filter(([name]) => name !== extension);
  return Object.fromEntries(told.length === 0 ? others : [...others, [extension, Object.fromEntries(told)]]);
}
