import { Catch, HttpException } from '@nestjs/common';
import type { ArgumentsHost, ExceptionFilter } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { ZodError } from 'zod';
import { StoreUnavailable } from '#common';
import { errorFields } from '#runtime';
import type { Logger } from '#runtime';
import { ScimError, scimErrorBody } from '#scim';
import { isBelow } from './request.js';
import { allowedMethods, isOtherMethod, otherMethod } from './scim/allowed-methods.js';
import { asScimError } from './scim/as-scim-error.js';
import { Unauthorized } from './scim/authentication.js';

/** Where errors leave the house by HTTP: as SCIM errors below /scim, as plain JSON elsewhere. */
@Catch()
export class ErrorsFilter implements ExceptionFilter {
  constructor(private readonly logger: Logger) {}

  catch(error: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    const request = http.getRequest<FastifyRequest>();
    const reply = http.getResponse<FastifyReply>();
    sendError(error, request, reply, this.logger);
  }
}

/** Answers with an error; the same for what fails before Nest sees the request. */
export function sendError(
  error: unknown,
  request: FastifyRequest,
  reply: FastifyReply,
  logger: Logger,
): void {
  const told = toScimError(error, request);
  // What we say of ourselves, such as 501, is no bug.
  if (told.status >= 500 && asScimError(error) === undefined) {
    logger.error('request-failed', { correlation: request.id, ...errorFields(error) });
  }
  if (error instanceof Unauthorized) void reply.header('www-authenticate', error.challenge);
  if (error instanceof StoreUnavailable) void reply.header('retry-after', String(error.retryAfterSeconds));
  if (told.status === 405) {
    void reply.header('allow', (isBelow(request, '/scim') && allowedMethods(request.url)) || 'GET');
  }
  void reply.code(told.status);
  if (isBelow(request, '/scim')) void reply.send(scimErrorBody(told));
  else void reply.send({ error: told.detail });
}

function toScimError(error: unknown, request: FastifyRequest): ScimError {
  const told = asScimError(error);
  if (told) return told;
  if (error instanceof ZodError) return new ScimError(400, zodDetail(error), 'invalidValue');
  const status = statusOf(error);
  if (status === 404) {
    return isOtherMethod(request) ? otherMethod() : new ScimError(404, 'There is nothing at this address.');
  }
  if (status === 413) {
    const { bodyLimit } = request.routeOptions;
    return new ScimError(413, `The request body is larger than ${String(bodyLimit)} bytes.`);
  }
  if (status === 415)
    return new ScimError(415, 'The request body must be application/scim+json or application/json.');
  if (status !== undefined && status >= 400 && status < 500)
    return new ScimError(status, 'The request is not valid.');
  return new ScimError(500, `Something went wrong; the log knows it as ${request.id}.`);
}

function statusOf(error: unknown): number | undefined {
  if (error instanceof HttpException) return error.getStatus();
  const status = (error as { statusCode?: unknown } | null)?.statusCode;
  return typeof status === 'number' ? status : undefined;
}

/** Names the members that are wrong, never their values. What a check of ours says stands as it is: it holds none. */
const zodDetail = (error: ZodError) => error.issues.flatMap(issueDetails).join('; ');

function issueDetails(issue: ZodError['issues'][number]): readonly string[] {
  const at = issue.path.map(String);
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => `${[...at, key].join('.')}: unrecognized_keys`);
  }
  return [`${at.join('.')}: ${issue.code === 'custom' ? issue.message : issue.code}`];
}
