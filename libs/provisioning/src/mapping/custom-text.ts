/**
 * The text of a custom field as DingTalk gets it. DingTalk shows `[text](url)` as a link and replaces `#userid#`
 * and `#corpid#` (fact sheet 15.M1b): what comes from a source must not turn into links in people's profiles. The
 * shapes are broken up, always the same way; a text that was made so is made the same again.
 */
export function customText(text: string): string {
  return text.replace(/\](?=\()/g, '] ').replace(/#(?=(?:userid|corpid)#)/gi, '# ');
}
