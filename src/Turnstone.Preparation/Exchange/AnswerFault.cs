namespace Turnstone.Preparation.Exchange;

/// <summary>What is wrong with an answer.</summary>
/// <param name="Answer">The name of the answer, as <see cref="ExchangeAnswers"/> or its <see cref="MailboxAccess"/> has it.</param>
/// <param name="What">What is wrong with it.</param>
/// <param name="Remedy">What to write instead.</param>
public sealed record AnswerFault(string Answer, string What, string Remedy);
