import type { RemoteDiagnosis } from './diagnose.js';

type Texts = Readonly<Record<RemoteDiagnosis['outcome'], string>>;

const en: Texts = {
  ok: 'The server answers as SCIM does, and lets us in.',
  wrongBase: 'The server is there, but SCIM is at another base URL: see the suggestion.',
  dnsFailed: 'No name server knows this host: check its spelling.',
  unreachable: 'Nobody answers at this address: check host and port, and whether a firewall lets us through.',
  tlsFailed:
    'The certificate is not one that we believe: it is for another host, out of date, or of an own authority whose certificate has to be entered.',
  timedOut: 'The server did not answer in time.',
  targetRefused:
    'This is a private address. Whoever runs the bridge has to name it in ALLOW_PRIVATE_TARGETS.',
  proxyFailed: 'The proxy does not let us through: check its address, its password and what it allows.',
  redirected:
    'The server sends us somewhere where we must not follow: enter the address that it redirects to.',
  unauthorized: 'The server does not know these credentials (401).',
  forbidden: 'The server knows these credentials, but does not let them read people (403).',
  tokenRefused: 'The authorisation server grants no token: check token URL, client id, secret and scope.',
  notFound: 'There is no SCIM at this address (404).',
  refused: 'The server refuses the request.',
  throttled: 'The server asks us to come later (429).',
  serverError: 'The server itself has failed.',
  notScim: 'Something answers at this address, but it is not SCIM: check the path of the base URL.',
  tooLarge: 'The answer is too large: choose a smaller page.',
  cancelled: 'The test was ended.',
};

const zh: Texts = {
  ok: '服务器按 SCIM 协议应答，并允许访问。',
  wrongBase: '服务器可以访问，但 SCIM 位于另一个基础地址：请参见建议。',
  dnsFailed: '域名无法解析：请检查主机名的拼写。',
  unreachable: '该地址无应答：请检查主机、端口以及防火墙。',
  tlsFailed: '证书不受信任：可能属于其他主机、已过期，或由自有机构签发（需填写其 CA 证书）。',
  timedOut: '服务器未在规定时间内应答。',
  targetRefused: '这是内网地址。需由运维人员在 ALLOW_PRIVATE_TARGETS 中列出。',
  proxyFailed: '代理不允许通过：请检查代理地址、密码及其访问规则。',
  redirected: '服务器要求跳转到不允许前往的地址：请直接填写跳转后的地址。',
  unauthorized: '服务器不认可这些凭据（401）。',
  forbidden: '凭据有效，但没有读取人员的权限（403）。',
  tokenRefused: '授权服务器未发放令牌：请检查令牌地址、客户端 ID、密钥和范围。',
  notFound: '该地址没有 SCIM 服务（404）。',
  refused: '服务器拒绝了请求。',
  throttled: '服务器要求稍后再试（429）。',
  serverError: '服务器自身出错。',
  notScim: '该地址有应答，但不是 SCIM：请检查基础地址的路径。',
  tooLarge: '应答过大：请减小每页数量。',
  cancelled: '测试已结束。',
};

/** What a person is told of a look at a remote server, in both languages. */
export const tellRemote = ({ outcome }: RemoteDiagnosis): { readonly en: string; readonly zh: string } => ({
  en: en[outcome],
  zh: zh[outcome],
});
