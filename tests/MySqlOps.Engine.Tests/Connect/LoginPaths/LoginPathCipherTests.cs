using System.Text;
using MySqlOps.Engine.Connect.LoginPaths;

namespace MySqlOps.Engine.Tests.Connect.LoginPaths;

public class LoginPathCipherTests
{
    // Written by mysql_config_editor 9.7.4: set --login-path=p --user=u --host=h, password a"b\c.
    private const string Written = "000000001A18150E1501171C06081612170B0C1D0C0D1C1C10000000FAF8010F0EA28716A2AEDE61C5499ADA10000000F749ABC48A400F6956B31610A3FA14F920000000951921C694B4D5BB4330C0300B4C40159560D35AE05F94B0F73306D73A59B10A10000000BD08F02D3A39F5EE6F9B164756C4B196";

    [Fact]
    public void FileOfTheRealToolIsReadAndWrittenByteForByte()
    {
        var content = Convert.FromHexString(Written);
        var (key, lines) = LoginPathCipher.Decrypt(content);
        Assert.Equal(["[p]\n", "user = \"u\"\n", "password = \"a\\\"b\\c\"\n", "host = \"h\"\n"], lines.Select(Encoding.UTF8.GetString));
        Assert.Equal(content, LoginPathCipher.Encrypt(key, lines));
    }

    [Fact]
    public void RealToolsPasswordIsUnderstood() =>
        Assert.Equal("a\"b\\c", LoginPathLines.Read([LoginPathLines.Split(LoginPathCipher.Decrypt(Convert.FromHexString(Written)).Lines)[1]]).Password!.Reveal());
}
