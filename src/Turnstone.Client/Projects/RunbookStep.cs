namespace Turnstone.Client.Projects;

/// <summary>The steps of a move, in their order.</summary>
public enum RunbookStep
{
    /// <summary>The old server is ready to be read.</summary>
    PrepareSource,

    /// <summary>The new server is ready to be written to.</summary>
    PrepareDestination,

    /// <summary>Both endpoints are chosen.</summary>
    Endpoints,

    /// <summary>The source was tested.</summary>
    TestSource,

    /// <summary>The destination was tested.</summary>
    TestDestination,

    /// <summary>Mailboxes are added.</summary>
    Mailboxes,

    /// <summary>Licences are applied to their users; there is no such step where the server does not meter.</summary>
    Licences,

    /// <summary>Both sides of each mailbox were signed in to.</summary>
    Verify,

    /// <summary>A sample was moved.</summary>
    Trial,

    /// <summary>Somebody looked at the folders that the trial made.</summary>
    CheckFolders,

    /// <summary>Users were told before the pre-stage.</summary>
    TellBefore,

    /// <summary>Old mail was copied ahead.</summary>
    PreStage,

    /// <summary>New mail goes to the new server.</summary>
    CutOver,

    /// <summary>Users were told after the cut-over.</summary>
    TellAfter,

    /// <summary>The rest was copied.</summary>
    Full,

    /// <summary>Items that failed were tried again.</summary>
    Retry,

    /// <summary>Mail programs use the new server.</summary>
    Outlook,

    /// <summary>Statistics were sent for.</summary>
    Statistics,

    /// <summary>What was opened for the move is closed again.</summary>
    UndoPreparations,
}
