/** Swagger UI as it is built for bundlers; it brings no types of its own. */
declare module 'swagger-ui-dist/swagger-ui-es-bundle.js' {
  interface Options {
    readonly domNode: HTMLElement;
    readonly spec: Readonly<Record<string, unknown>>;
    readonly supportedSubmitMethods: readonly 'get'[];
    readonly docExpansion: 'none';
    readonly deepLinking: boolean;
    readonly validatorUrl: null;
    readonly filter: boolean;
  }
  export default function showSwagger(options: Options): void;
}
