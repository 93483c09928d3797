using System.Globalization;
using MySqlOps.Cmdlets.Runtime;

namespace MySqlOps.Cmdlets.Tests.Runtime;

public sealed class ElapsedTimeTests
{
    [Theory]
    [InlineData(0, "0 ms")]
    [InlineData(0.0042, "4.2 ms")]
    [InlineData(0.00996, "10 ms")]
    [InlineData(0.0503, "50 ms")]
    [InlineData(0.9994, "999 ms")]
    [InlineData(0.9996, "1.0 s")]
    [InlineData(3.7664, "3.8 s")]
    [InlineData(59.94, "59.9 s")]
    [InlineData(59.96, "1 min 00 s")]
    [InlineData(252, "4 min 12 s")]
    [InlineData(3599.6, "1 h 00 min")]
    [InlineData(7509, "2 h 05 min")]
    [InlineData(360_000, "100 h 00 min")]
    public void SpanIsShownWithAUnitThatFits(double seconds, string expected)
    {
        Assert.Equal(expected, FormatIn(CultureInfo.InvariantCulture, seconds));
    }

    [Fact]
    public void NumberIsWrittenAsTheUsersCultureDoes()
    {
        Assert.Equal("3,8 s", FormatIn(CultureInfo.GetCultureInfo("de-DE"), 3.8));
    }

    private static string FormatIn(CultureInfo culture, double seconds)
    {
        var before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = culture;
            return ElapsedTime.Format(TimeSpan.FromSeconds(seconds));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }
}
