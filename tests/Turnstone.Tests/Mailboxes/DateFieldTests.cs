using System.Globalization;
using Turnstone.Engine.Mailboxes;
using Xunit;

namespace Turnstone.Tests.Mailboxes;

public class DateFieldTests
{
    [Theory]
    [InlineData("Tue, 3 Feb 2004 10:00:00 +0100", "2004-02-03T09:00:00Z")]
    [InlineData("03 feb 2004 10:00 +0530", "2004-02-03T04:30:00Z")]
    [InlineData("Mon, 3 Feb 2004 10:00:00 -0000", "2004-02-03T10:00:00Z")]
    [InlineData("Tue, 3 Feb 04 10:00:00 GMT", "2004-02-03T10:00:00Z")]
    [InlineData("Thu, 3-Feb-94 10:00:00 EST", "1994-02-03T15:00:00Z")]
    [InlineData("Thu, 3 Feb 94 10:00:00 pdt", "1994-02-03T17:00:00Z")]
    [InlineData("3 Feb 49 10:00:00 +0000", "2049-02-03T10:00:00Z")]
    [InlineData("3 Feb 50 10:00:00 +0000", "1950-02-03T10:00:00Z")]
    [InlineData("Sun, 3 Feb 102 10:00:00 +0000", "2002-02-03T10:00:00Z")]
    [InlineData("Tue, 3 Feb 2004 10:00:00", "2004-02-03T10:00:00Z")]
    [InlineData("Tue, 3 Feb 2004 10:00:00 MET", "2004-02-03T09:00:00Z")]
    [InlineData("Tue, 3 Feb 2004 10:00:00 MEST", "2004-02-03T08:00:00Z")]
    [InlineData("Tue, 3 Feb 2004 10:00:00 Z", "2004-02-03T10:00:00Z")]
    [InlineData("Tue, 3 Feb 2004 10:00:00 A", "2004-02-03T10:00:00Z")]
    [InlineData("Tue, 3 Feb 2004 10:00:00 GMT+0200", "2004-02-03T08:00:00Z")]
    [InlineData("Tue, 3 Feb 2004 10:00:00 +02:00", "2004-02-03T08:00:00Z")]
    [InlineData("Tue, 3 Feb 2004 10:00:00 +9900", "2004-02-03T10:00:00Z")]
    [InlineData("(a (nested) day) Tue (Tuesday), 3 (third) Feb 2004 10:00:00 (ten) +0100 (CET)", "2004-02-03T09:00:00Z")]
    [InlineData("Tue, 3 Feb 2004 10.00.05 +0100", "2004-02-03T09:00:05Z")]
    [InlineData("Tuesday, 3 February 2004 10:00:00 +0000", "2004-02-03T10:00:00Z")]
    [InlineData("Fri, 31 Dec 1999 23:59:60 +0000", "2000-01-01T00:00:00Z")]
    [InlineData("Fri, 31 Dec 1999 24:00:00 +0000", "2000-01-01T00:00:00Z")]
    [InlineData("Tue, 19 Jan 2038 03:14:08 +0000", "2038-01-19T03:14:08Z")]
    [InlineData("Sat, 29 Feb 2064 12:00:00 +1400", "2064-02-28T22:00:00Z")]
    [InlineData("Thu, 1 Jan 1970 00:00:00 +0000", "1970-01-01T00:00:00Z")]
    [InlineData("Mon, 1 Mar 1965 12:00:00 +0100", "1965-03-01T11:00:00Z")]
    public void Date_IsReadAsItWasMeant(string text, string expected) =>
        Assert.Equal(DateTimeOffset.Parse(expected, CultureInfo.InvariantCulture), DateField.Read(text));

    [Theory]
    [InlineData("from a by b; Tue, 3 Feb 2004 10:00:00 +0100")]
    [InlineData("from a (c; d) by b; Tue, 3 Feb 2004 10:00:00 +0100 (CET; said the clock)")]
    [InlineData("from a by b;\r\n\tTue, 3 Feb 2004 09:00:00 GMT")]
    public void Hop_IsDatedBehindItsLastSemicolon(string text) =>
        Assert.Equal(new DateTimeOffset(2004, 2, 3, 9, 0, 0, TimeSpan.Zero), DateField.ReadReceived(text));

    [Fact]
    public void HopWithoutADate_HasNone() => Assert.Null(DateField.ReadReceived("from a by b with SMTP"));

    [Theory]
    [InlineData("")]
    [InlineData("one fine day")]
    [InlineData("Tue, 30 Feb 2004 10:00:00 +0100")]
    [InlineData("Tue, 3 Feb 2004 25:00:00 +0100")]
    [InlineData("Mon, 1 Jan 1500 00:00:00 +0000")]
    [InlineData("Mon, 1 Jan 99999999 00:00:00 +0000")]
    public void WhatIsNoDate_IsNone(string text) => Assert.Null(DateField.Read(text));

    [Theory]
    [InlineData("0001-01-01T00:00:00Z", false)]
    [InlineData("1970-01-01T00:00:00Z", false)]
    [InlineData("1969-12-31T16:00:00Z", false)]
    [InlineData("1970-01-01T12:00:00Z", false)]
    [InlineData("1965-03-01T11:00:00Z", true)]
    [InlineData("1970-01-03T00:00:00Z", true)]
    [InlineData("2038-01-19T03:14:08Z", true)]
    [InlineData("2099-12-31T23:59:59Z", true)]
    [InlineData("9999-12-31T00:00:00Z", false)]
    public void ReceivedTime_IsSensibleUnlessNobodyMeantIt(string text, bool expected) =>
        Assert.Equal(expected, ReceivedTime.IsSensible(DateTimeOffset.Parse(text, CultureInfo.InvariantCulture)));
}
