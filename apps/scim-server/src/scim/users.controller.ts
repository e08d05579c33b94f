import { Controller } from '@nestjs/common';
import { ListAnswers } from './list-answers.js';
import { ResourceAnswers } from './resource-answers.js';
import { ResourceController } from './resource.controller.js';
import { UsersService } from './users.service.js';

@Controller('scim/v2/Users')
export class UsersController extends ResourceController {
  constructor(users: UsersService, answers: ResourceAnswers, lists: ListAnswers) {
    super('User', users, answers, lists);
  }
}
