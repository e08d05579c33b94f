import { All, Controller } from '@nestjs/common';
import { ScimError } from '#scim';

/** An alias for whoever asks (RFC 7644 3.11): a token is a connection's, and there is no User behind it. */
@Controller('scim/v2/Me')
export class MeController {
  /** @throws ScimError 501 */
  @All()
  answer(): never {
    throw new ScimError(501, 'A token belongs to a connection, not to a User: there is no "Me".');
  }
}
