using System.Globalization;
using Turnstone.Connectors.Exchange;
using Turnstone.Engine.Failures;
using Turnstone.Engine.Mailboxes;
using Turnstone.Ews.Types;
using Xunit;

namespace Turnstone.Tests.Connectors;

public class AnswerTableTests
{
    public static TheoryData<string> Codes => [.. AnswerTable.Codes];

    [Theory]
    [MemberData(nameof(Codes))]
    public void EveryCode_MeansSomethingConsistent(string code)
    {
        var entry = AnswerTable.Look(new ResponseCode(code));
        var failure = ExchangeFailures.From(new ResponseCode(code), "Text.", MessageXml.Empty);

        Assert.Contains(code, failure.Message, StringComparison.Ordinal);
        Assert.NotEmpty(failure.Remedy);
        Assert.StartsWith("destination/", failure.Code.Value, StringComparison.Ordinal);
        Assert.Equal(entry.Meaning == AnswerMeaning.Refuse, failure.Retry == RetryAdvice.No && failure.Scope == FailureScope.Item);
        Assert.Equal(entry.Meaning == AnswerMeaning.End, failure.Retry == RetryAdvice.No && failure.Scope > FailureScope.Item);
        Assert.Equal(entry.Meaning == AnswerMeaning.Wait, failure.Retry is RetryAdvice.Throttled);
    }

    [Theory]
    [InlineData("ErrorSomethingNew")]
    [InlineData("ErrorTimeoutExpired")]
    [InlineData("ErrorInternalServerError")]
    [InlineData("ErrorMailboxFailover")]
    public void WhateverLeavesDoubt_IsAskedAbout(string code) =>
        Assert.IsType<DeliveryResult.Unknown>(ExchangeDelivery.ResultOf(Answer(code)));

    [Fact]
    public void WarningThatTheBatchStopped_IsNoSuccess() =>
        Assert.IsType<DeliveryResult.NotTried>(ExchangeDelivery.ResultOf(Answer("ErrorBatchProcessingStopped", ResponseClass.Warning)));

    [Fact]
    public void InternalErrorAroundABusyServer_IsABusyServer()
    {
        var failure = ExchangeFailures.From(ResponseCode.ErrorInternalServerError, null, BackOff(9000));

        Assert.Equal(RetryAdvice.After(TimeSpan.FromSeconds(9)), failure.Retry);
    }

    [Fact]
    public void InternalErrorThatNamesABusyServer_IsABusyServer_WithoutAHint()
    {
        var details = new MessageXml(new Dictionary<string, string> { ["InnerErrorResponseCode"] = "ErrorServerBusy" });

        var failure = ExchangeFailures.From(ResponseCode.ErrorInternalServerError, null, details);

        Assert.IsType<RetryAdvice.Throttled>(failure.Retry);
    }

    [Fact]
    public void BackOffOfZero_IsNotBelieved()
    {
        var failure = ExchangeFailures.From(ResponseCode.ErrorServerBusy, null, BackOff(0));

        Assert.Equal(RetryAdvice.After(TimeSpan.FromSeconds(1)), failure.Retry);
    }

    private static MessageXml BackOff(int milliseconds) =>
        new(new Dictionary<string, string> { ["BackOffMilliseconds"] = milliseconds.ToString(CultureInfo.InvariantCulture) });

    private static EwsResponse<Item> Answer(string code, ResponseClass responseClass = ResponseClass.Error) =>
        new() { ResponseClass = responseClass, ResponseCode = new ResponseCode(code) };
}
