import { lines } from './lines.ts';

/** How people ask for identity, platform; a line each. */
export const identityUtterances: Readonly<Record<string, readonly string[]>> = {
  'identity.whoami': lines(`
    what is my role
    which rights do I have
    do I have write access
    am I allowed to run things
    with which account am I logged in
    whose account is this
    my access level
    what level do I have
    do you know who I am
    as whom am I signed in
    my account
    can I administer this
    which systems may I use
    under what name do you know me
    what can I access
    under which user am I acting right now
    what rights does my key give me
    can I write to company/sales or only read
    am I allowed to roll stuff back
    whose key is this that I'm using
    what tenant am I in
    which organisation am I signed in to
    not sure which account this is, can you check
    does my login let me change things
    I keep getting refused, what am I allowed to do at all
    show my identity
    current user
    is this the acme tenant or another one
    on whose behalf do you act
    who do you see me as
    for which repositories do I have rights
    which permissions have I got
    could you tell me who you think I am
    what's my access level
    wich rights do I have
    I'd like to know what I'm permitted to do in here
    tell me my role
    my permissions pls
    what am I authorized for
    read only or admin, what am I
    wat are my permisions
  `),
  'platform.describe': lines(`
    API docs
    API reference
    where is the API documentation
    which endpoints are there
    how can I call you by HTTP
    which HTTP API do you offer
    swagger file
    where can I find the OpenAPI document
    what routes does the API have
    describe the API
    REST API description
    can I get the API definition
    which endpoints does your API have
    could you share the interface description of this API
    I want to generate a client, where is the spec
    HTTP API documentation as json
    give me the machine readable API description
    openapi.json please
    list all the HTTP endpoints
    what does the API look like
    api docs in openapi format
    what routes does the REST interface offer
    download the API specification
    our team wants to integrate, we need the API contract
    is there an openapi description of this thing
    fetch me the openAPI yaml or json
    where's the swagger file
    I need the OpenAPI JSON
    print the openapi 3.1 document
    show me the REST API schema
    show the swager document
    let me see the API schema
    display openapi doc
    export the API definition
    the api description please
  `),
};
