using System.Globalization;
using MySqlOps.Cmdlets.Runtime;

namespace MySqlOps.Cmdlets.Tests.Runtime;

public sealed class ByteSizeTests
{
    [Theory]
    [InlineData(0L, "0 B")]
    [InlineData(1L, "1 B")]
    [InlineData(1023L, "1023 B")]
    [InlineData(1024L, "1.0 KiB")]
    [InlineData(1536L, "1.5 KiB")]
    [InlineData(16384L, "16.0 KiB")]
    [InlineData(114688L, "112 KiB")]
    [InlineData(1048575L, "1.0 MiB")]
    [InlineData(12058624L, "11.5 MiB")]
    [InlineData(1073741824L, "1.0 GiB")]
    [InlineData(1099511627776L, "1.0 TiB")]
    [InlineData(1125899906842624L, "1.0 PiB")]
    [InlineData(1152921504606846976L, "1.0 EiB")]
    [InlineData(long.MaxValue, "8.0 EiB")]
    [InlineData(-1L, "-1 B")]
    [InlineData(-1536L, "-1.5 KiB")]
    [InlineData(long.MinValue, "-8.0 EiB")]
    public void BytesAreShownWithABinaryUnit(long bytes, string expected)
    {
        Assert.Equal(expected, FormatIn(CultureInfo.InvariantCulture, bytes));
    }

    [Fact]
    public void UnknownIsAQuestionMark()
    {
        Assert.Equal("?", ByteSize.Format(null));
    }

    [Theory]
    [InlineData("de-DE")]
    [InlineData("tr-TR")]
    [InlineData("fa-IR")]
    public void NumberIsWrittenAsTheUsersCultureDoes(string culture)
    {
        var user = CultureInfo.GetCultureInfo(culture);

        Assert.Equal($"{user.NumberFormat.NegativeSign}11{user.NumberFormat.NumberDecimalSeparator}5 MiB", FormatIn(user, -12058624));
    }

    private static string FormatIn(CultureInfo culture, long? bytes)
    {
        var before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = culture;
            return ByteSize.Format(bytes);
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }
}
