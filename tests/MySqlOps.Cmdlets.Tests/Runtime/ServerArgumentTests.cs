using MySqlOps.Cmdlets.Runtime;
using MySqlOps.Engine.Connect;
using Xunit.Abstractions;

namespace MySqlOps.Cmdlets.Tests.Runtime;

/// <summary>The text of an argument ends up in transcripts and error records.</summary>
public sealed class ServerArgumentTests(ITestOutputHelper output)
{
    /// <summary>Takes two random numbers' worth of addresses; {0} is the password.</summary>
    private static readonly string[] Forms =
    [
        "root:{0}@db1", "root:{0}@db1:3307", "root:{0}@[::1]:3307", "root:{0}@/tmp/x.sock", "root:{0}@(/tmp/x.sock)", "'my:user':{0}@db1", "\"my@user\":{0}@db1",
        "root:{0}@localhost:3306:/tmp/x.sock", "  root:{0}@db1  ", "root:{0}@", "root:{0}@db1:port", ":{0}@db1", "root:{0}@[::1", "root:{0}",
        "mysql://root:{0}@db1", "MySQL://root:{0}@db1:3307/shop?ssl-mode=REQUIRED", "mysql://root:{0}@db1/?ssl-ca=/a@b.pem", "mysql://root:{0}@[::1]:3307/", "mysql://root:{0}",
        "mysqlx://root:{0}@db1", " mysql://root:{0}@db1", "mysql://root@db1/?password={0}", "mysql://root:{0}@db1/?nonsense=@", "https://root:{0}@db1/",
    ];

    private static readonly string[] Extras = [":", "@", "/", "'", "\"", "[", "]", "?", "#", "%", " ", "ä", "::", "@@", "//", "mysql://", ".cnf[x]"];

    [Fact]
    public void TextNeverShowsThePassword()
    {
        var seed = Random.Shared.Next();
        output.WriteLine($"seed {seed}");
        var random = new Random(seed);
        for (var i = 0; i < 20_000; i++)
        {
            var (head, tail) = (Letters(random), Letters(random));
            var password = head + (random.Next(3) == 0 ? "" : random.GetItems(Extras, 1)[0]) + tail;
            var address = string.Format(null, random.GetItems(Forms, 1)[0], password);
            var text = new ServerArgument(address).ToString();
            Assert.False(
                text.Contains(head, StringComparison.Ordinal) || text.Contains(tail, StringComparison.Ordinal),
                $"seed {seed}: '{address}' is shown as '{text}'");
        }
    }

    [Theory]
    [InlineData("root:S3cret@db1", "root@db1:3306")]
    [InlineData("root@db1:3307", "root@db1:3307")]
    [InlineData("mysql://root:S3cret@db1:3307/?ssl-mode=REQUIRED", "root@db1:3307")]
    [InlineData("root:S3cret@/tmp/x.sock", "root@/tmp/x.sock")]
    [InlineData("mysql://db1:3307/", "db1:3307")]
    [InlineData("prod", "prod")]
    [InlineData("prod:3307", "prod:3307")]
    [InlineData("~/.my.cnf[client]", "~/.my.cnf[client]")]
    public void TextSaysWhichServerIsMeant(string address, string expected)
    {
        Assert.Equal(expected, new ServerArgument(address).ToString());
    }

    [Fact]
    public void TextOfAServerIsTheServers()
    {
        var server = new MySqlServer { Host = "db1", User = "root" }.WithPassword("S3cret");

        Assert.Equal("root@db1:3306", new ServerArgument(server).ToString());
    }

    /// <summary>Letters that no form has next to each other.</summary>
    private static string Letters(Random random) => "Q" + random.GetString("JKQXZ", 5);
}
