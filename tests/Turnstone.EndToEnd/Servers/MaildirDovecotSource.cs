using Turnstone.Sandbox.Dovecot;

namespace Turnstone.EndToEnd.Servers;

/// <summary>Dovecot as most hosts run it: Maildir++ and dots, with views and folders for everybody.</summary>
public sealed class MaildirDovecotSource : DovecotSource
{
    public override char Separator => '.';

    protected override DovecotOptions Options => base.Options with { IsMaildir = true };
}
