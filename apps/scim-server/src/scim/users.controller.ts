import { Controller } from '@nestjs/common';
import { ResourceAnswers } from './resource-answers.js';
import { ResourceController } from './resource.controller.js';
import { UsersService } from './users.service.js';

@Controller('scim/v2/Users')
export class UsersController extends ResourceController {
  constructor(users: UsersService, answers: ResourceAnswers) {
    super('User', users, answers);
  }
}
