using Turnstone.Preparation.Exchange;
using Xunit;

namespace Turnstone.Scripts;

/// <summary>What the scripts leave alone, and what they tell.</summary>
public sealed class ScriptCareTests : IDisposable
{
    private readonly ManagementShell _shell = new(Answers.Plain);

    [Fact]
    public void WhatSomebodyElseChangedSince_IsToldAndLeft_UnlessForced()
    {
        var first = _shell.State;
        _shell.Forward();
        _shell.Edit("$o.Transport.MaxSendSize = '209715200'; $o.Policies['Turnstone migration'].Values.EwsMaxBurst = '5'");

        var undone = _shell.Undo();

        undone.Well();
        Assert.Contains("Transport MaxSendSize was changed by somebody else since: it is 209715200 (200 MB), we left 157286400 (150 MB), before us it was 10485760 (10 MB)", undone.Warnings);
        Assert.Contains("\"MaxSendSize\": \"209715200\"", _shell.State);
        Assert.Contains("\"EwsMaxBurst\": \"5\"", _shell.State);
        Assert.NotEqual(first, _shell.State);

        _shell.Undo("Force");

        Assert.Equal(first, _shell.State);
    }

    [Fact]
    public void SecondRunWithAnotherSize_IsUndoneToWhatTheFirstFound()
    {
        var first = _shell.State;
        _shell.Forward();
        _shell.Write(Answers.Plain with { MessageSize = 2 * Answers.Size });
        _shell.Forward();
        Assert.Contains("\"MaxSendSize\": \"314572800\"", _shell.State);

        _shell.Undo().Well();

        Assert.Equal(first, _shell.State);
    }

    [Fact]
    public void GlobalPolicy_IsNeverTouched_NotEvenWhereItHasOurName()
    {
        _shell.Edit("$o.Policies['Turnstone migration'] = [ordered] @{ Scope = 'Organization'; Values = [ordered] @{ EwsMaxConcurrency = '27' } }");

        var run = _shell.Forward();

        Assert.Contains("has the scope Organization: it governs everybody", run.Text);
        Assert.DoesNotContain("Unlimited; ", run.Text);
        Assert.Contains("\"EwsMaxConcurrency\": \"27\"", _shell.State);
    }

    [Fact]
    public void ValuesOfAPolicyThatWasThere_ComeBack_AlsoThoseThatWereNotSet()
    {
        _shell.Edit("$o.Policies['Turnstone migration'] = [ordered] @{ Scope = 'Regular'; Values = [ordered] @{ EwsMaxConcurrency = '27' } }; $o.Mailboxes[0].Policy = 'Turnstone migration'");
        var first = _shell.State;

        _shell.Forward().Well();
        Assert.Contains("\"EwsRechargeRate\": \"Unlimited\"", _shell.State);
        _shell.Undo().Well();

        Assert.Equal(first, _shell.State);
    }

    [Fact]
    public void FullAccess_IsGivenWithoutAutoMapping_AndNotOnTheAccountItselfOrOnSystemMailboxes()
    {
        _shell.Forward();

        Assert.Equal(3, _shell.State.Split("FullAccess, auto-mapping False").Length - 1);
        Assert.DoesNotContain("auto-mapping True", _shell.State);
    }

    [Fact]
    public void MailboxThatIsNotThere_IsTold_AndStopsNoOther()
    {
        _shell.Write(Answers.Plain with { Mailboxes = ["gone@new.example", "anna@new.example"] });

        var run = _shell.Forward();

        Assert.Contains("gone@new.example: There is no mailbox with this address.", run.Text);
        Assert.Contains("FullAccess of svc@new.example on anna@new.example: (none) -> FullAccess", run.Text);
        Assert.NotNull(run.Error);
    }

    [Fact]
    public void AccountThatIsNotThere_IsToldOnce_AndTheRestIsDone()
    {
        _shell.Write(Answers.Plain with { Account = "none@new.example" });

        var run = _shell.Forward();

        Assert.Contains("There is no mailbox none@new.example. Create it, or have the script written with --create-account.", run.Text);
        Assert.Contains("Transport MaxSendSize: 10485760 (10 MB) -> 157286400 (150 MB)", run.Text);
        Assert.DoesNotContain("auto-mapping", _shell.State);
    }

    [Theory]
    [InlineData("S-1-5-21-1-2-3-512")]
    [InlineData("S-1-5-21-1-2-3-518")]
    [InlineData("S-1-5-21-1-2-3-519")]
    public void AdministratorByANestedGroup_IsWarnedOf(string sid)
    {
        _shell.Edit($"$o.Groups += @{{ Name = 'Helpers'; Address = ''; Members = @('CN=svc@new.example,DC=new,DC=example'); Sid = 'S-1-5-21-1-2-3-1200' }}; $o.Groups += @{{ Name = 'Bosses'; Address = ''; Members = @('CN=Helpers,DC=new,DC=example', 'CN=Bosses,DC=new,DC=example'); Sid = '{sid}' }}");

        var run = _shell.Forward("WhatIf");

        Assert.Contains("svc@new.example is a member of Bosses.", run.Warnings);
    }

    [Fact]
    public void ListOfAllowedApplications_GetsOurs_AndKeepsWhatOthersAddMeanwhile()
    {
        _shell.Edit("$o.Organisation.EwsPolicy = 'EnforceAllowList'; $o.Organisation.EwsAllow = @('OWA/*')");
        _shell.Forward();
        Assert.Contains("\"Turnstone\"", _shell.State);
        _shell.Edit("$o.Organisation.EwsAllow += 'Teams/*'");

        _shell.Undo().Well();

        Assert.Contains("Teams/*", _shell.State);
        Assert.DoesNotContain("\"Turnstone\"", _shell.State);
    }

    [Fact]
    public void BlockThatMeansOthersAsWell_IsLeftToThePersonWhoMadeIt()
    {
        _shell.Edit("$o.Organisation.EwsPolicy = 'EnforceBlockList'; $o.Organisation.EwsBlock = @('T*')");

        var run = _shell.Forward();

        Assert.Contains("'T*' blocks Turnstone, and others with it.", run.Text);
        Assert.Contains("\"T*\"", _shell.State);
    }

    [Fact]
    public void SizesOfAnotherLanguage_AreRead()
    {
        _shell.Separate("\u00A0");
        var first = _shell.State;

        _shell.Forward().Well();
        _shell.Undo().Well();

        Assert.Equal(first, _shell.State);
    }

    [Fact]
    public void LargerLimits_AreNeverLowered()
    {
        _shell.Forward();

        Assert.Contains("\"MX1\\\\Big\": \"2147482624\"", _shell.State);
        Assert.Contains("\"MaxSendSize\": \"1073741824\"", _shell.State);
        Assert.Contains("\"Partner\": \"Unlimited\"", _shell.State);
    }

    [Fact]
    public void AssignmentOfSomebodyElse_IsNotTakenOver()
    {
        _shell.Write(Answers.Plain with { Access = new MailboxAccess.ImpersonateGroup("Movers") });
        _shell.Edit("$o.Scopes['Turnstone migration'] = \"Department -eq 'Board'\"");

        var run = _shell.Forward();

        Assert.Contains("It is somebody else's and is left alone", run.Text);
        Assert.Contains("Department -eq 'Board'", _shell.State.Replace("\\u0027", "'", StringComparison.Ordinal));
    }

    [Fact]
    public void CreatedAccount_IsKeptWhereThatIsWanted()
    {
        _shell.Write(Answers.Plain with { Account = "new@new.example", CreatesAccount = true });
        _shell.Forward();

        _shell.Undo("KeepAccount").Well();
        Assert.Contains("\"new@new.example\"", _shell.State);

        _shell.Undo().Well();
        Assert.DoesNotContain("\"new@new.example\"", _shell.State);
    }

    [Fact]
    public void LineThatWasCutOff_IsPassedOver_AndTheNextStandsOnItsOwn()
    {
        var first = _shell.State;
        _shell.Forward();
        File.AppendAllText(_shell.RecordPath, "{\"id\":\"7\",\"state\":\"beg");
        _shell.Write(Answers.Plain with { MessageSize = 2 * Answers.Size });

        _shell.Forward().Well();
        _shell.Undo().Well();

        Assert.Equal(first, _shell.State);
    }

    [Fact]
    public void UndoWithoutARecord_SaysSo()
    {
        var run = _shell.Undo();

        run.Well();
        Assert.Contains("There is nothing to undo", run.Text);
    }

    [Fact]
    public void RecordThatNamesSomethingElse_RunsNothing()
    {
        File.WriteAllText(_shell.RecordPath, "{\"id\":\"1\",\"state\":\"begun\",\"kind\":\"Host\",\"target\":\"x\",\"property\":\"\",\"label\":\"x\",\"before\":\"a\",\"after\":\"b\"}\r\n");

        Assert.Contains("The record speaks of 'Host'", _shell.Undo().Text);
    }

    public void Dispose() => _shell.Dispose();
}
