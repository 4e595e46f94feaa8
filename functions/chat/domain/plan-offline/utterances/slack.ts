import { lines } from './lines.ts';

/** How people ask for what Slack needs; a line each. */
export const slackUtterances: Readonly<Record<string, readonly string[]>> = {
  'slack.manifest': lines(`
    slack app manifest
    dump the manifest.json for Slack
    yaml or json or whatever Slack wants to create the app, print it
    Could you please provide the manifest from which the Slack app is to be created?
    I have been asked to create the Slack app for this deployment and would need its manifest for that purpose.
    Would you kindly show me the text that I have to paste at Slack under "From a manifest"?
    Slack wants some manifest text before I can make the app. Do you have it?
    Show me the recipe for creating your Slack app.
    I'm on the Slack page "create new app" and need the thing to paste.
    I have to create a Slack app for Navigator and the tutorial says I need a manifest, could you print it?
    Can you give me the app manifest so that I can paste it on api.slack.com?
    Which scopes does your Slack app need? I'd like to see the whole manifest.
    Kindly provide manifest for creating the Slack app.
    I would need the manifest for the app by Slack.
    The manifest for Slack please, I have to paste it in there.
    that slack manifest, where is it, print it
    need the manifest to make the slack app again
    slack app, the json to paste
    Output the Slack app manifest so I can review the scopes requested.
    I'm creating the Slack app for this deployment, supply the manifest.
    Which event subscriptions are in the manifest of the Slack app? Show it.
    What permissions did the Slack app ask for? Produce its manifest.
    For my file I need the manifest from which the Slack app was made.
    Present the Slack app's manifest.
    show the Slack manifest
    I want to create the Slack app, what do I paste there
    app manifest for Slack please
    give me the manifest
    slack manifest
    Slack asks for a manifest when making a new app, where do I get it
    print the JSON for the Slack app
    what scopes does the Slack app need, show me its manifest
    generate the manifest of the app for Slack
    the file from which our Slack app is created
    how do I make the Slack app of this deployment
    I'm at api.slack.com and it wants a manifest
    let me have the configuration for a new Slack app
    manifest.json for Slack
    get the Slack app definition
    our deployment has no Slack app yet, I need what to create it from
    can you output the app manifest
    Slack app description in JSON or YAML
    the manifest of the Navigator bot
    the app's settings to copy into "From a manifest"
    need slack app manifest
    which manifest belongs to this deployment's Slack app
    display what the Slack app should be built from
    please send the manifest, the operations guy is about to create the app in Slack
  `),
  'slack.install': lines(`
    hook Slack up, give me the URL
    install link for Slack
    link to connect our workspace to this tenant
    We would very much like to use Navigator from Slack; could you please send me the link to connect our workspace?
    May I have the address by which I can authorise Navigator in our Slack workspace?
    Could you kindly begin the installation in Slack for our tenant?
    I want to talk to you from our company Slack. Where do I click to add you there?
    Send me the link to get you into our Slack.
    How can we have you in our Slack workspace? Start the hookup.
    The Slack app exists now, so next I need the link that connects our workspace, could you generate it?
    How do I install Navigator in our Slack workspace? I think you can make an installation link.
    The install link for Slack expired after ten minutes, so could I have another one?
    Kindly share the link for connecting our Slack.
    We would like to bind Navigator into our Slack, please a link.
    How can our Slack workspace be connected? Please generate the installation link.
    slack isn't connected, give me the link
    install link for slack please, quickly
    connect our slack, where do I click
    Generate the OAuth link to authorise our Slack workspace for this tenant.
    Start connecting a Slack workspace to the tenant.
    Issue a one-time Slack installation link.
    Slack was never connected to this tenant; let me have the link that does it.
    The connection to our Slack workspace was approved, so provide the installation link.
    Our last link for installing in Slack lapsed; produce another.
    connect Slack
    add you to our Slack workspace
    install the Slack app in our workspace
    we want to talk to you from Slack, how do we connect
    give me the link to install in Slack
    hook Navigator up with our Slack
    slack install
    I'd like the bot in our Slack
    can our team use you in Slack? set it up please
    link a Slack workspace to the tenant
    bring Navigator into Slack
    the installation link for Slack please
    join our workspace
    integrate with Slack
    get us going on Slack
    add the workspace of the sales department to Slack access
    invite the app to a new workspace
    start the Slack connection
    it would be so much more convenient if everyone could ask you things in Slack, let's connect the workspace
    Slack setup: I need the URL to authorise the workspace
    another Slack workspace should be connected
    make yourself available in our Slack
    put the bot on Slack
    where do I click to add Navigator to Slack
  `),
  'slack.list': lines(`
    ls slack workspaces
    which Slacks are wired in
    connected workspaces?
    Could you please tell me which Slack workspaces are connected with our tenant?
    I would like an overview of the Slack workspaces in which Navigator is available.
    Would you mind showing me the connected workspaces on Slack?
    Which company Slacks are you in?
    Show me the Slack workspaces you're connected with.
    Are we hooked up to Slack at all, and with which workspaces?
    I don't remember whether we already connected our Slack workspace, could you list the connected ones?
    What's the id of our Slack workspace here? Show me the workspaces that are connected.
    Are there several Slack workspaces in this tenant? I'd like to see all.
    Which all Slack workspaces are connected?
    Please show the bound-on Slack workspaces.
    Kindly confirm if our Slack is there in the list of connected workspaces.
    which slack are we in
    slack workspaces, list
    is the bot connected to any slack at all
    Enumerate connected Slack workspaces.
    Which Slack workspaces have been authorised for our tenant?
    Inventory of Slack integrations by workspace.
    Which Slack workspaces have been connected, and when?
    List the Slack workspaces from which this tenant could be operated.
    Was any Slack workspace connected besides ours? Show them.
    which Slack workspaces are connected
    are we connected to Slack
    list Slack workspaces
    show connected workspaces
    is T024BE7LD connected
    in how many Slacks are you installed
    what Slack teams belong to us
    where in Slack are you available
    did the Slack installation work, is our workspace in there
    all workspaces tied to our tenant
    Slack connections overview
    I need the id of our Slack workspace
    do we have a Slack workspace hooked up already
    the list of Slack installations
    who connected Slack and which workspace
    tell me the Slack workspaces you're in
    see which Slack is attached
    has our Slack been joined with Navigator
    workspaces on Slack please
    is there a workspace from the other department connected too
    slack list
    what workspaces can talk to you
    currently linked Slack organisations
  `),
  'slack.uninstall': lines(`
    disconnect Slack T024BE7LD
    rip out T024BE7LD
    T024BE7LD leaves the tenant, bot and all
    We are giving up our Slack workspace T024BE7LD; would you please disconnect it?
    Could you kindly remove Navigator from the Slack workspace T024BE7LD?
    I would ask you to end the connection to T024BE7LD and to forget all links belonging to it.
    Leave our Slack T024BE7LD, nobody uses you there.
    Take yourself out of the workspace T024BE7LD.
    Please cut the connection to the Slack called T024BE7LD.
    I connected the wrong workspace, T024BE7LD is my private one, so disconnect it please.
    We only used Slack T024BE7LD for testing the bot, so it can be uninstalled from there.
    Could you remove the connection between Navigator and the Slack workspace T024BE7LD?
    Kindly disconnect the workspace T024BE7LD from our tenant.
    Please sign off the Slack workspace T024BE7LD from Navigator.
    T024BE7LD should be separated from us, with all the links of it.
    T024BE7LD is spamming, disconnect that slack
    take the bot out of T024BE7LD
    drop slack workspace T024BE7LD
    Revoke the bot's access to workspace T024BE7LD and delete its links.
    Offboard the Slack workspace T024BE7LD.
    Terminate the integration with Slack workspace T024BE7LD.
    T024BE7LD was connected without permission; disconnect the workspace.
    The Slack workspace T024BE7LD was dissolved last year and should be disconnected here as well.
    Put an end to the connection with T024BE7LD and all its links.
    disconnect T024BE7LD
    remove Navigator from our Slack
    uninstall the Slack app from T024BE7LD
    we don't want you in Slack any more
    cut the connection to Slack workspace T024BE7LD
    take the bot out of workspace T024BE7LD
    slack uninstall T024BE7LD
    leave our Slack
    the workspace T024BE7LD has been sold with the subsidiary, please disconnect it
    unhook workspace T024BE7LD
    forget the Slack workspace
    drop T024BE7LD with all its links
    delete the Slack integration of T024BE7LD
    detach Slack workspace T024BE7LD
    get out of T024BE7LD
    end the Slack connection
    revoke the bot's token for T024BE7LD
    T024BE7LD must not have access to us any longer
    we're moving to Teams, therefore the Slack workspace can be disconnected
    kick yourself out of T024BE7LD
    remove workspace T024BE7LD
    wipe T024BE7LD and all users linked in it
    the connection with our Slack team should be dissolved
    Slack off for T024BE7LD
  `),
  'slack.link': lines(`
    link my Slack, code k7f2m-9xq4t
    Slack gave me a code, bind it to my key
    tie my Slack account to my API key
    Slack has just shown me a code; could you please use it to connect my Slack user with my API key?
    I would like to be recognised when I write to you from Slack; would you please link my account with the code k7f2m-9xq4t?
    Could you kindly associate my Slack identity with the key I am signed in with?
    Slack told me to give you this code: k7f2m-9xq4t.
    I'd like you to know it's me when I write in Slack. I've got the code.
    Connect my Slack name with my account here.
    I typed /navigator help in Slack and it showed me the code k7f2m-9xq4t, so I guess I need to enter it here to be linked.
    How do I link my Slack user with my API key? I've got a code that's valid for ten minutes.
    I want to use you from Slack under my own rights, so please link my Slack user with this code.
    From Slack I have got a code, kindly link my user.
    Please connect my Slack user with my key, the code is k7f2m-9xq4t.
    I would like to register myself from the Slack, here the code.
    slack says it doesn't know me, gave me a code, link it
    code from slack: k7f2m-9xq4t, connect me
    link me to slack so I can do this from my phone
    Bind my Slack identity to this API key using the one-time code.
    Redeem the Slack linking code k7f2m-9xq4t.
    Associate my own Slack account with my credential; Slack issued a code to me.
    I was shown a code in Slack; link my Slack user to my key by it.
    So that my enquiries from Slack are recorded as mine, connect my Slack user to my API key.
    The code k7f2m-9xq4t was issued to me by Slack; enter it for my key.
    link my Slack user
    Slack showed me a code, k7f2m-9xq4t
    here's my Slack code
    connect my Slack account with my key
    I got a code in Slack and was told to enter it here
    slack link k7f2m-9xq4t
    use the code k7f2m-9xq4t to link me
    tie my Slack identity to this API key
    pair me with Slack
    the bot says I'm not linked yet. My code is k7f2m-9xq4t
    associate my Slack name with my rights here
    let me act from Slack as myself
    register my Slack user with the code I was shown
    my code from Slack: k7f2m-9xq4t
    I wish to be recognised in Slack
    redeem the code from Slack
    k7f2m-9xq4t is what Slack gave me, please link me
    attach my Slack login to my key
    hook my own Slack user up
    verify me for Slack with k7f2m-9xq4t
    Slack doesn't know who I am; I have the ten-minute code, so let's link
    couple my Slack user and my API key
    make my Slack account mine here
    enter Slack code
  `),
  'slack.links': lines(`
    who speaks for which key in Slack
    ls slack links
    map of Slack users to API keys
    Could you please show me which Slack users act with which API keys?
    I should like an overview of the persons who have linked their Slack user to Navigator.
    May I see all the links between Slack accounts and keys in our tenant?
    Who of us can boss you around from Slack, and with whose key?
    Which of our Slack people are linked up with you?
    Show me everyone on Slack who's connected to a key.
    I'd like to check if my Slack user got linked, so could you show all Slack links?
    Which Slack users are linked and what keys do they use? My lead asked me.
    Can I see the link ids of our Slack users? I need to find one of them.
    Which Slack user acts with which key, please tell.
    Kindly share the list of linked Slack users.
    Show me please who from Slack is linked by us.
    who's linked on slack
    which slack people have which key
    slack links, all
    Enumerate the mapping of Slack users to API keys.
    Which Slack identities may act here, and under what credentials?
    Review of all Slack user links in the tenant.
    Which Slack users have acted with which keys?
    Provide a record of all links between Slack users and API keys.
    By whom could commands be given from Slack, and under which key?
    which Slack users are linked
    who can use Navigator from Slack
    list Slack links
    show the links between Slack users and keys
    as whom do people in Slack act
    is kim@example.com linked in Slack
    slack links
    what Slack accounts act with our keys
    which API key does T024BE7LD-U0G9QF9C6 use
    everyone who's linked from Slack
    who of the team has linked their Slack user
    all Slack user links please
    I need an overview of the Slack people and the keys they stand for
    am I linked in Slack
    mapping of Slack users to API keys
    see linked Slack members
    how many people have tied their Slack to a key
    Slack users with access?
    whose Slack identity belongs to k1
    tell me who speaks to you over Slack and with which rights
    the links in Slack, all of them
    does anyone act through Slack with an admin key
    which persons from Slack are connected to keys
    review Slack users and their keys for me
  `),
  'slack.unlink': lines(`
    unlink T024BE7LD-U0G9QF9C6
    cut my Slack user loose
    sever T024BE7LD-U0G9QF9C6 from its key
    I no longer wish to act through Slack; would you please remove the link of my Slack user?
    Could you kindly dissolve the Slack link T024BE7LD-U0G9QF9C6?
    The colleague behind T024BE7LD-U0G9QF9C6 has changed departments, so please detach that Slack user from the key.
    I don't want to be connected from Slack any more, undo my link.
    Separate T024BE7LD-U0G9QF9C6 from its key, she's no longer on the team.
    Stop T024BE7LD-U0G9QF9C6 from giving you orders via Slack.
    I linked my Slack user to the wrong key, so please unlink me.
    T024BE7LD-U0G9QF9C6 is the link of my old Slack account, which I don't use any more, so remove that link.
    How can I disconnect my Slack user from my API key? It's T024BE7LD-U0G9QF9C6.
    Kindly unlink my Slack user.
    Please loosen the linking T024BE7LD-U0G9QF9C6.
    The Slack user T024BE7LD-U0G9QF9C6 shall no more act with the key.
    unlink T024BE7LD-U0G9QF9C6, wrong person
    take my slack user off my key
    the link T024BE7LD-U0G9QF9C6 has to go
    Sever the Slack identity T024BE7LD-U0G9QF9C6 from its API key.
    Deprovision the Slack link T024BE7LD-U0G9QF9C6, the employee has left.
    Remove my own Slack identity from the key it acts with.
    T024BE7LD-U0G9QF9C6 belonged to a former employee; remove the link.
    My Slack user was linked for the audit, which is over; unlink it.
    The Slack user T024BE7LD-U0G9QF9C6 should no longer have been linked. Undo it.
    remove my Slack link
    my Slack user shouldn't act with my key any more
    slack unlink T024BE7LD-U0G9QF9C6
    cut T024BE7LD-U0G9QF9C6 off
    kim@example.com has left, so unlink her Slack user
    separate my Slack account from my API key
    delete the link T024BE7LD-U0G9QF9C6
    that Slack user must lose access
    undo the linking of T024BE7LD-U0G9QF9C6
    I linked the wrong Slack account, take it off
    dissolve T024BE7LD-U0G9QF9C6
    disconnect my own user in Slack
    withdraw Slack access from T024BE7LD-U0G9QF9C6
    forget who I am in Slack
    the person behind T024BE7LD-U0G9QF9C6 changed department and no longer may use you through Slack
    drop the Slack link
    decouple T024BE7LD-U0G9QF9C6
    T024BE7LD-U0G9QF9C6 out
    revoke the Slack link of the intern
    I don't want my Slack identity tied to this any longer
    detach one user from Slack, T024BE7LD-U0G9QF9C6
    Slack link T024BE7LD-U0G9QF9C6 is wrong, remove it
    sign my Slack user out of Navigator for good
  `),
};
