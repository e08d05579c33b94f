import { Module } from '@nestjs/common';
import type { DynamicModule } from '@nestjs/common';
import { Bells, PullBells, QUEUE_BACKEND } from '#queue';
import type { QueueBackend } from '#queue';
import { LOGGER } from '#runtime';
import type { Logger } from '#runtime';
import { Store } from '#store';
import { AccountsController } from './admin/accounts.controller.js';
import { AttentionController } from './admin/attention.controller.js';
import { ConnectionLivesController } from './admin/connection-lives.controller.js';
import { ConnectionsController } from './admin/connections.controller.js';
import { AdminGroupsController } from './admin/groups.controller.js';
import { OverviewController } from './admin/overview.controller.js';
import { PeopleController } from './admin/people.controller.js';
import { ActivityController } from './admin/activity.controller.js';
import { AdoptionsController } from './admin/adoptions.controller.js';
import { AppController } from './admin/app.controller.js';
import { ByHandController } from './admin/by-hand.controller.js';
import { PreflightController } from './admin/preflight.controller.js';
import { PreviewController } from './admin/preview.controller.js';
import { DoctorController } from './admin/doctor.controller.js';
import { ExplainController } from './admin/explain.controller.js';
import { LinksController } from './admin/links.controller.js';
import { LiveController } from './admin/live/live.controller.js';
import { LiveOverviews } from './admin/live/live-overviews.js';
import { OpenApiController } from './admin/openapi/openapi.controller.js';
import { ReadingsController } from './admin/readings.controller.js';
import { RunsController } from './admin/runs.controller.js';
import { MirrorController } from './admin/mirror.controller.js';
import { MirroredController } from './admin/mirrored.controller.js';
import { SessionController } from './admin/session.controller.js';
import { SessionsController } from './admin/sessions.controller.js';
import { SettingsController } from './admin/settings.controller.js';
import { SiteController } from './admin/site.controller.js';
import { SourceController } from './admin/source.controller.js';
import { SourceTestController } from './admin/source-test.controller.js';
import { TasksController } from './admin/tasks.controller.js';
import { TokensController } from './admin/tokens.controller.js';
import { TroublesController } from './admin/troubles.controller.js';
import { CONFIG } from './config-token.js';
import type { Config } from './config.js';
import { CallbackController } from './dingtalk/callback.controller.js';
import { HealthController } from './health.controller.js';
import { OidcController } from './oidc/oidc.controller.js';
import { PROVIDER_DOOR, providerDoor } from './oidc/provider-door.js';
import { publicAddress } from './request.js';
import { BulkController } from './scim/bulk.controller.js';
import { BulkCreates } from './scim/bulk-creates.service.js';
import { BulkService } from './scim/bulk.service.js';
import { Cursors } from './scim/cursors.js';
import { DiscoveryController } from './scim/discovery.controller.js';
import { GroupsController } from './scim/groups.controller.js';
import { GroupsService } from './scim/groups.service.js';
import { ListAnswers } from './scim/list-answers.js';
import { MeController } from './scim/me.controller.js';
import { PUBLIC_BASE } from './scim/public-base.js';
import type { PublicBase } from './scim/public-base.js';
import { ResourceAnswers } from './scim/resource-answers.js';
import { SearchController } from './scim/search.controller.js';
import { UsersController } from './scim/users.controller.js';
import { UsersService } from './scim/users.service.js';
import { Pull } from './source/pull.js';
import { PullController } from './source/pull.controller.js';

/** What the module is wired from. */
export interface ServerParts {
  readonly config: Config;
  readonly logger: Logger;
  readonly store: Store;
  readonly queue: QueueBackend;
  readonly bells: Bells;
  readonly pullBells: PullBells;
}

@Module({})
export class ScimServerModule {
  static of(parts: ServerParts): DynamicModule {
    const base: PublicBase = (request) => `${publicAddress(request, parts.config)}/scim/v2`;
    return {
      module: ScimServerModule,
      controllers: [
        UsersController,
        GroupsController,
        BulkController,
        MeController,
        SearchController,
        DiscoveryController,
        SessionController,
        SessionsController,
        AccountsController,
        ConnectionsController,
        ConnectionLivesController,
        RunsController,
        ReadingsController,
        OverviewController,
        LiveController,
        PeopleController,
        AdminGroupsController,
        AttentionController,
        AdoptionsController,
        AppController,
        ByHandController,
        PreflightController,
        PreviewController,
        SettingsController,
        SourceController,
        SourceTestController,
        DoctorController,
        ExplainController,
        LinksController,
        MirrorController,
        MirroredController,
        CallbackController,
        TasksController,
        TokensController,
        ActivityController,
        SiteController,
        OpenApiController,
        TroublesController,
        HealthController,
        PullController,
        OidcController,
      ],
      providers: [
        LiveOverviews,
        UsersService,
        GroupsService,
        BulkCreates,
        BulkService,
        ResourceAnswers,
        ListAnswers,
        Cursors,
        { provide: CONFIG, useValue: parts.config },
        { provide: LOGGER, useValue: parts.logger },
        { provide: Store, useValue: parts.store },
        { provide: Bells, useValue: parts.bells },
        { provide: PullBells, useValue: parts.pullBells },
        {
          provide: Pull,
          useFactory: () => {
            const { store, bells, logger, config } = parts;
            return new Pull({ store, bells, logger, allowed: config.ALLOW_PRIVATE_TARGETS });
          },
        },
        { provide: QUEUE_BACKEND, useValue: parts.queue },
        { provide: PUBLIC_BASE, useValue: base },
        { provide: PROVIDER_DOOR, useValue: providerDoor(parts.config) },
      ],
    };
  }
}
