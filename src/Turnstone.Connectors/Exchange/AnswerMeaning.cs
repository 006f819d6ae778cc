namespace Turnstone.Connectors.Exchange;

/// <summary>What an answer of the server means for what was asked of it.</summary>
internal enum AnswerMeaning
{
    /// <summary>It was certainly not done, because the server is busy: not before a while.</summary>
    Wait,

    /// <summary>It was certainly not done, for a passing reason: soon.</summary>
    Again,

    /// <summary>It may or may not have been done: ask.</summary>
    Ask,

    /// <summary>It was not done and never will be: about this one item.</summary>
    Refuse,

    /// <summary>It was not done, and nothing like it will be in this folder, this mailbox or with this account.</summary>
    End,
}
