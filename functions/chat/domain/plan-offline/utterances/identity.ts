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
    whoami
    id -un, and which perms
    what am I allowed to touch, anyway
    Would you be so kind as to tell me under which identity I am signed in at the moment?
    I am not quite sure which permissions I have been given here; could you please show me?
    May I ask what my account is entitled to do in this system?
    Do you even know who's typing here? What's my name for you?
    What am I allowed to do in this thing and what not?
    Which account am I in right now?
    So I have two keys on my laptop and I always mix them up, can you tell me which user this session is?
    I got a 403 earlier, which confused me, so I'd like to see what rights I actually have.
    Just to double check before I do something stupid: who am I logged in as and what's my level?
    Kindly tell as which user I am working here.
    Please to show what all permissions I am having.
    As who am I known to the system, and what may I?
    uh, am I on my own account or still on the shared one
    which user is this, sorry, just woke up
    do I even have rights to do stuff here
    Display the principal of this session and its effective permissions.
    Which tenant and access level does my credential map to?
    Confirm my identity and scopes.
    For the minutes: under whose name am I inspecting this system, and with what rights?
    Was I given read-only access or more? Show my own permissions.
    Which identity will my enquiries be recorded under?
    what am I allowed to do here
    Which account is this session using?
    my permissions please
    I keep getting refused, can you tell me what rights I actually have?
    am I an admin or just a reader
    under whose name am I working right now
    Do I have write access to anything at all?
    remind me which identity I'm signed in with, I juggle three of them
    I started last week and nobody told me what I can touch in here. Could you look up my rights?
    as who do you see me
    is this my personal login or the shared one
    tell me my own role
    does my key let me change things or only look
    What tenant do I belong to?
    before I try anything dangerous: how far do my privileges go
    how am I authenticated
    Kim says I'm only a viewer, is that true?
    show my profile and rights
    on which resources may I act
    It would help to know what powers I've been granted.
    sorry, who do you think you are talking to?
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
    openapi spec
    curl the API schema for me
    dump swagger
    Might I have the machine-readable description of your API, in OpenAPI format if possible?
    For the documentation I am writing I would need the full specification of this platform's HTTP interface, please.
    Could you kindly show me the OpenAPI document, so that I can generate a client from it?
    Our agency's developers want the technical description of your interface, the OpenAPI thing. Where do I get it?
    Can you show me the file that tells other programs how to talk to you?
    They asked me for your API documentation in machine format.
    I'm generating a TypeScript client and the generator wants an OpenAPI 3.1 file, can you output yours?
    I want to see all endpoints with their parameters as JSON schema, basically the OpenAPI document of the API.
    Is there a spec of your REST API that I could import into Postman, and can you show it?
    Kindly share the OpenAPI document of this platform.
    I would need the interface description, the machine-readable one, from your API.
    Please provide the API specification for our integration vendor.
    where's the api spec, need the path of some endpoint
    openapi document please, can't remember the parameters
    show me your API description, the long one
    Export the OpenAPI 3.1 definition for our API gateway policy.
    I need the API contract of the platform for the penetration testers.
    Return the full API schema document.
    Please supply the formal API definition as documentation for our file.
    What interfaces does the platform offer? I want the OpenAPI document as evidence.
    Present the specification of the API in its present form.
    where's the OpenAPI spec
    show the API description
    I want to write a client, give me the swagger file
    what endpoints do you have
    Is there a machine readable description of your HTTP interface?
    print the schema of the REST API
    our integration team would like to generate code from your API definition, can you hand it over
    which HTTP routes exist and what do they accept
    describe this platform's API
    I need the 3.1 document for Postman
    dump the full interface specification
    how can I see all REST paths with their parameters
    get me the API contract
    can a program find out which calls are possible? Show it the specification
    the developer in my team asks for "the OpenAPI". do you know what that is, can I have it
    download the api definition
    show me the JSON that documents your web service
    specification of the endpoints, the formal one
    what does the request body of each API call look like
    I'd like to import your API into Insomnia
    let me have the interface description for code generation
  `),
};
