/** What must not stand in any log line, whoever wrote it. */
const unfit: readonly { readonly reason: string; readonly pattern: RegExp }[] = [
  { reason: 'a name of a test person or department', pattern: /zo[eë]|platoon/i },
  { reason: 'a mobile', pattern: /(?<![\w-])(\+?86)?-?1[3-9]\d{9}(?![\w-])/ },
  { reason: 'an e-mail or userName', pattern: /@(?!nestjs\b|fastify\b|bull-board\b)/ },
  { reason: 'an externalId', pattern: /\bext-/ },
  { reason: 'a SCIM token', pattern: /scim_[\w-]{8}/ },
  { reason: 'a session', pattern: /session_[\w-]{8}/ },
  { reason: "DingTalk's token", pattern: /access_token|accessToken/ },
  { reason: 'a query', pattern: /\?/ },
  { reason: 'the address of one resource', pattern: /\/(Users|Groups)\/[0-9a-f]{8}-/ },
  { reason: "DingTalk's words", pattern: /errmsg|[\u4e00-\u9fff]/ },
];

/** The lines that tell more than they may, each with the reason; `secrets` are the caller's own. */
export function untoldLines(lines: readonly string[], secrets: readonly string[] = []): readonly string[] {
  return lines.flatMap((line) => {
    const found = unfit.find(({ pattern }) => pattern.test(line));
    const secret = secrets.find((one) => line.includes(one));
    if (!found && secret === undefined) return [];
    return [`${found?.reason ?? 'a secret'}: ${line}`];
  });
}
