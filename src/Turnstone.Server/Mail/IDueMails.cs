namespace Turnstone.Server.Mail;

/// <summary>Mails that time brings about: each round of the pump asks for those that are due, and sends them with the others.</summary>
internal interface IDueMails
{
    /// <summary>Writes those that are due; each once, whichever process asks.</summary>
    Task WriteAsync(CancellationToken cancellationToken);

    /// <summary>Removes what is needed no longer.</summary>
    Task TidyAsync(CancellationToken cancellationToken);
}
