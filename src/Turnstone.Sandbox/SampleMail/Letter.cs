using System.Globalization;

namespace Turnstone.Sandbox.SampleMail;

/// <summary>What a message is made from: who, when, about what, and random numbers of its own, drawn in a fixed order.</summary>
internal sealed record Letter
{
    public required SamplePerson From { get; init; }
    public required SamplePerson To { get; init; }

    /// <summary>When the author sent it, in the author's time zone.</summary>
    public required DateTimeOffset Sent { get; init; }
    public required string Subject { get; init; }
    public required string MessageId { get; init; }

    /// <summary>Ids of the thread so far, oldest first.</summary>
    public required IReadOnlyList<string> References { get; init; }
    public required Random Random { get; init; }

    public Vocabulary Words => Vocabulary.Of(From.Language);

    /// <summary>A boundary that follows from the id: the same letter has the same boundaries.</summary>
    public string Boundary(int number) =>
        string.Create(CultureInfo.InvariantCulture, $"=_{StableRandom.Hash(number, MessageId):x8}_{number}");

    public string DateText => Sent.ToString("ddd, d MMM yyyy HH':'mm':'ss ", CultureInfo.InvariantCulture)
        + Sent.ToString("zzz", CultureInfo.InvariantCulture).Replace(":", "", StringComparison.Ordinal);

    /// <summary>The usual head, as far as MIME-Version.</summary>
    public MimeOutput Head(MimeOutput output)
    {
        output.Line($"Return-Path: <{From.Address}>")
            .Line($"Received: from mx.{Domain(From)} (mx.{Domain(From)} [192.0.2.{Random.Next(1, 255)}])")
            .Line($"\tby mail.{Domain(To)} with ESMTPS id {StableRandom.Hash(0, MessageId):x8}; {DateText}")
            .Line($"Date: {DateText}");
        return Names(output).Line($"Message-ID: {MessageId}").Line("MIME-Version: 1.0");
    }

    /// <summary>From, To and Subject.</summary>
    public MimeOutput Names(MimeOutput output) =>
        output.Addresses("From", From).Addresses("To", To).Header("Subject", Subject);

    private static string Domain(SamplePerson person) => person.Address[(person.Address.IndexOf('@', StringComparison.Ordinal) + 1)..];
}
