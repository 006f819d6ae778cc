using Turnstone.Cli.Settings;
using Turnstone.Server.Lists;
using Turnstone.Server.Mail;
using Xunit;

namespace Turnstone.Tests.Cli;

public class SmtpVariablesTests
{
    private readonly Findings _findings = new();

    [Theory]
    [InlineData(null, null, SmtpSecurity.StartTls, 587)]
    [InlineData("TLS", null, SmtpSecurity.Tls, 465)]
    [InlineData("none", null, SmtpSecurity.None, 25)]
    [InlineData("starttls", "2525", SmtpSecurity.StartTls, 2525)]
    public void Port_FollowsTheSecurity_UnlessItIsNamed(string? tls, string? port, SmtpSecurity security, int expected)
    {
        var settings = Read(("HOST", "mail.example"), ("SENDER", "Turnstone <t@example.com>"), ("TLS", tls), ("PORT", port));

        Assert.Equal(("mail.example", security, expected), (settings!.Host, settings.Security, settings.Port));
    }

    [Fact]
    public void NothingSet_MeansNoMail()
    {
        Assert.Null(Read());
        Assert.True(_findings.AreClean);
    }

    [Fact]
    public void Password_ComesFromTheVariableOrAFile()
    {
        var file = Path.GetTempFileName();
        try
        {
            File.WriteAllText(file, "from the file\n");

            Assert.Equal("from the file", Read(("HOST", "mail.example"), ("SENDER", "t@example.com"), ("LOGIN", "t"), ("PASSWORD_FILE", file))!.Password!.Reveal());
            Assert.Equal("hunter2", Read(("HOST", "mail.example"), ("SENDER", "t@example.com"), ("LOGIN", "t"), ("PASSWORD", "hunter2"))!.Password!.Reveal());
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Fact]
    public void EveryFault_IsToldAtOnce_AndNoPassword()
    {
        Assert.Null(Read(("HOST", "mail.example"), ("TLS", "maybe"), ("PORT", "0"), ("SENDER", "nobody"), ("PASSWORD", "hunter2")));

        Assert.Equal(
            ["TURNSTONE_SMTP_LOGIN", "TURNSTONE_SMTP_PORT", "TURNSTONE_SMTP_SENDER", "TURNSTONE_SMTP_TLS"],
            _findings.Faults.Select(fault => fault.Where).Order(StringComparer.Ordinal));
        Assert.All(_findings.Faults, fault => Assert.DoesNotContain("hunter2", fault.ToString(), StringComparison.Ordinal));
    }

    [Fact]
    public void SettingsWithoutAServer_AreAFault()
    {
        Assert.Null(Read(("SENDER", "t@example.com")));
        Assert.Equal("TURNSTONE_SMTP_SENDER", Assert.Single(_findings.Faults).Where);
    }

    private SmtpSettings? Read(params (string Name, string? Value)[] variables) =>
        SmtpVariables.Read(name => variables.FirstOrDefault(variable => "TURNSTONE_SMTP_" + variable.Name == name).Value, _findings);
}
