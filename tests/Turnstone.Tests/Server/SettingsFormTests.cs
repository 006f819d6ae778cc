using Turnstone.Client.Projects;
using Turnstone.Server.Components.Fields;
using Turnstone.Server.Projects;
using Xunit;

namespace Turnstone.Tests.Server;

/// <summary>A project's settings as text and back.</summary>
public sealed class SettingsFormTests
{
    private static readonly ProjectInfo Known = new()
    {
        Id = Guid.NewGuid(), CustomerId = Guid.NewGuid(), Name = "Move", Region = "here", MostMegabits = 2.5, NewerThan = new DateTimeOffset(2020, 3, 1, 15, 30, 0, TimeSpan.Zero),
        SupportOptions = "Unheard=1", FailureAddresses = ["anna@msp.example", "bo@msp.example"], Mailboxes = 0, Created = DateTimeOffset.UnixEpoch,
    };

    [Fact]
    public void WhatNobodyTouches_StaysAsItIs()
    {
        var draft = new SettingsForm(Known).Draft();

        Assert.Equal((Known.MostMegabits, Known.NewerThan, Known.OlderThan, true), (draft.MostMegabits, draft.NewerThan, draft.OlderThan, draft.KeepUnknownOptions));
        Assert.Equal(Known.FailureAddresses, draft.FailureAddresses);
        Assert.True(FormFaults.Of(draft).AreNone);
    }

    [Fact]
    public void WhatIsWritten_IsRead_AndWhatIsNoNumberFoundFaultWith()
    {
        var form = new SettingsForm(Known) { MostAtOnce = "15", MostErrors = "many", MostMegabits = "", OlderThan = "2021-01-02", SuccessAddresses = "anna@msp.example; bo@msp.example\n", Options = "Other=1" };

        var draft = form.Draft();

        Assert.Equal((15, (double?)null, new DateTimeOffset(2021, 1, 2, 0, 0, 0, TimeSpan.Zero), false), (draft.MostAtOnce, draft.MostMegabits, draft.OlderThan!.Value, draft.KeepUnknownOptions));
        Assert.Equal(["anna@msp.example", "bo@msp.example"], draft.SuccessAddresses);
        Assert.Equal("A number from 1 to 1000000.", FormFaults.Of(draft).At("mostErrors"));
    }
}
