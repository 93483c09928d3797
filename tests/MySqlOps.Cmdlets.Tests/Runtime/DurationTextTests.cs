using System.Globalization;
using MySqlOps.Cmdlets.Runtime;

namespace MySqlOps.Cmdlets.Tests.Runtime;

public sealed class DurationTextTests
{
    [Theory]
    [InlineData("5", 5.0)]
    [InlineData("0", 0.0)]
    [InlineData(" 1.5 ", 1.5)]
    [InlineData("5s", 5.0)]
    [InlineData("500ms", 0.5)]
    [InlineData("2m", 120.0)]
    [InlineData("2M", 120.0)]
    [InlineData("1.5h", 5400.0)]
    [InlineData("1h30m", 5400.0)]
    [InlineData("4 min 12 s", 252.0)]
    [InlineData("2d", 172_800.0)]
    [InlineData("10 minutes", 600.0)]
    [InlineData("00:00:05", 5.0)]
    [InlineData("0:0:0.2", 0.2)]
    [InlineData("1.00:00:00", 86_400.0)]
    [InlineData("-00:00:05", -5.0)]
    public void NumberIsSecondsAndTextIsWhatItSays(string text, double seconds)
    {
        Assert.Equal(TimeSpan.FromSeconds(seconds), DurationText.Read(text));
    }

    [Theory]
    [InlineData("")]
    [InlineData("s")]
    [InlineData("5 parsecs")]
    [InlineData("5s later")]
    [InlineData("1.2.3s")]
    [InlineData("5kb")]
    [InlineData("25:61:00")]
    [InlineData("NaN")]
    [InlineData("Infinity")]
    [InlineData("1e300")]
    [InlineData("99999999999d")]
    public void WhatIsNoDurationIsNull(string text)
    {
        Assert.Null(DurationText.Read(text));
    }

    [Fact]
    public void PointIsThePointInEveryCulture()
    {
        var before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("de-DE");
            Assert.Equal(TimeSpan.FromSeconds(1.5), DurationText.Read("1.5"));
            Assert.Equal(TimeSpan.FromSeconds(5400), DurationText.Read("1.5h"));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }
}
