/** DingTalk's texts, by code (fact sheet 5.3). */
const texts: Readonly<Record<string, string>> = {
  '22': 'Invalid method',
  '404': '请求的URI地址不存在',
  '12150': '已开启智能人事职位管理',
  '33012': '无效的USERID',
  '40000': 'access_token is blank',
  '40009': '不合法的部门id',
  '40011': '不合法的排序order',
  '40014': '不合法的access_token',
  '40019': '该手机号最多可加入5个非认证企业',
  '40021': '更换的号码已注册过钉钉',
  '40022': '企业中的手机号码和登录钉钉的手机号码不一致，暂时不支持修改用户信息，可以删除后重新添加',
  '40031': '不合法的UserID列表',
  '40035': '不合法的参数',
  '40066': '不合法的部门列表',
  '40068': '不合法的偏移量',
  '40069': '不合法的分页大小',
  '40093': '无效的企业群群主',
  '40096': '不合法的appKey或appSecret',
  '40100': '分机号已经存在',
  '40101': '邮箱已经存在',
  '40103': '已发出邀请，对方同意后即可加入组织',
  '40104': '电话号码无效',
  '400002': '参数错误',
  '41054': '暂时无法更换手机号，如需修改请删除用户后重试',
  '43001': '需要GET请求',
  '47001': '解析JSON错误',
  '60001': '不合法的部门名称',
  '60002': '部门层级深度超过限制',
  '60003': '部门不存在',
  '60004': '父亲部门不存在',
  '60005': '不允许删除有成员的部门',
  '60007': '不允许删除根部门',
  '60008': '父部门下该部门名称已存在',
  '60009': '部门名称含有非法字符',
  '60010': '部门存在循环关系',
  '60018': '不允许更新根部门',
  '60021': '父部门下该部门名称已存在',
  '60102': 'UserID在公司中已存在',
  '60103': '手机号码不合法',
  '60104': '手机号码在公司中已存在',
  '60105': '邮箱不合法',
  '60106': '邮箱已存在',
  '60110': '部门个数超出限制',
  '60112': '用户name不合法',
  '60113': '手机/邮箱不能同时为空',
  '60121': '找不到该用户',
  '60128': '无效的主管id',
  '71006': '回调地址已经存在',
  '71007': '回调地址已不存在',
  '71012': 'url地址访问异常',
  '900004': '不合法的aes_key',
};

export const textOf = (code: string): string => texts[code] ?? '系统繁忙';

/** Thrown by rules and the pipeline; becomes the body of the answer. */
export class Refusal extends Error {
  constructor(
    readonly code: string,
    /** Gateway refusals are wrapped as errcode 88 with a sub_code (fact sheet 5.1c). */
    readonly gateway = false,
    text = textOf(code),
  ) {
    super(text);
  }

  body(requestId: string): Readonly<Record<string, unknown>> {
    if (!this.gateway) return { errcode: Number(this.code), errmsg: this.message, request_id: requestId };
    return {
      errcode: 88,
      sub_code: this.code,
      sub_msg: this.message,
      errmsg: `ding talk error[subcode=${this.code},submsg=${this.message}]`,
      request_id: requestId,
    };
  }
}

/** Refuses unless the condition holds. */
export function require(condition: boolean, code: string, text?: string): asserts condition {
  if (!condition) throw new Refusal(code, false, text);
}
