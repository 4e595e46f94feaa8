/** Where Slack reaches this deployment. */
export const addressesOf = (apiUrl: string) => {
  const base = `${apiUrl.replace(/\/$/, '')}/slack`;
  return {
    commands: `${base}/commands`,
    events: `${base}/events`,
    interactions: `${base}/interactions`,
    redirect: `${base}/oauth`,
  };
};

/** What the bot may do: be mentioned, be written to, answer, and have a command. */
export const botScopes = ['app_mentions:read', 'chat:write', 'commands', 'im:history'] as const;

/** The manifest that a Slack app of this deployment is created from: https://docs.slack.dev/reference/app-manifest */
export const manifestOf = (apiUrl: string): Record<string, unknown> => {
  const { commands, events, interactions, redirect } = addressesOf(apiUrl);
  return {
    _metadata: { major_version: 1, minor_version: 1 },
    display_information: {
      name: 'Navigator',
      description: 'Run workflows, ask why they failed, and roll them back, in plain words',
    },
    features: {
      app_home: { home_tab_enabled: false, messages_tab_enabled: true, messages_tab_read_only_enabled: false },
      bot_user: { display_name: 'Navigator', always_online: true },
      slash_commands: [
        {
          command: '/navigator',
          url: commands,
          description: 'Ask or have something done',
          usage_hint: 'why did nightly_sales fail last night?',
          should_escape: false,
        },
      ],
    },
    oauth_config: { redirect_urls: [redirect], scopes: { bot: [...botScopes] } },
    settings: {
      event_subscriptions: {
        request_url: events,
        bot_events: ['app_mention', 'app_uninstalled', 'message.im', 'tokens_revoked'],
      },
      interactivity: { is_enabled: true, request_url: interactions },
      org_deploy_enabled: false,
      socket_mode_enabled: false,
      token_rotation_enabled: false,
    },
  };
};
