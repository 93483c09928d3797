using MySqlOps.Engine.Connect;
using MySqlOps.Engine.Foundation;
using MySqlOps.Engine.Topology.Discovery;

namespace MySqlOps.Engine.Tests.Topology;

public sealed class AddressBookTests
{
    private static readonly MySqlServer Teller = new() { Host = "10.0.0.5", Port = 3307, User = "dba" };

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("localhost")]
    [InlineData("::1")]
    public void LoopbackIsTheMachineOfTheOneThatSaysSo(string host) => Assert.Equal("10.0.0.5:3306", Find(new AddressBook(Map()), host, 3306));

    [Fact]
    public void PortThatNobodySaysIsThatOfTheTeller() => Assert.Equal("db2:3307", Find(new AddressBook(Map()), "db2", null));

    [Theory]
    [InlineData("mysql-a:3306", "localhost:33061")]
    [InlineData("mysql-a", "localhost:33061")]
    public void MapTakesHostsWithAndWithoutAPort(string key, string expected) => Assert.Equal(expected, Find(new AddressBook(Map((key, "localhost:33061"))), "mysql-a", 3306));

    [Fact]
    public void MapHoldsForLoopbackByTheNameOfTheMachineToo() => Assert.Equal("10.0.0.9:33061", Find(new AddressBook(Map(("10.0.0.5:3306", "10.0.0.9:33061"))), "localhost", 3306));

    [Fact]
    public void MapWithoutAPortKeepsThePort() => Assert.Equal("localhost:3306", Find(new AddressBook(Map(("mysql-a", "localhost"))), "mysql-a", 3306));

    [Fact]
    public void UuidInTheMapGoesBeforeAllElse() => Assert.Equal("db9:3309", new AddressBook(Map(("u-1", "db9:3309"))).Find(Teller, "U-1", ["mysql-a"], 3306).Single().Endpoint);

    [Fact]
    public void AccountAndSettingsStay()
    {
        var found = new AddressBook(Map()).Find(Teller with { Socket = "/tmp/s", Source = "path" }, null, ["db2"], 3306).Single();
        Assert.Equal(("dba", null, null), (found.User, found.Socket, found.Source));
    }

    [Theory]
    [InlineData("db1:99999")]
    [InlineData("/tmp/socket")]
    [InlineData("db 1")]
    public void MapThatCanNotBeReadIsRefused(string value) =>
        Assert.Equal(ErrorId.AddressInvalid, Assert.Throws<MySqlOpsException>(() => new AddressBook(Map(("a", value)))).Id);

    private static Dictionary<string, string> Map(params (string Key, string Value)[] entries) => entries.ToDictionary(static entry => entry.Key, static entry => entry.Value);

    private static string Find(AddressBook book, string host, int? port) => book.Find(Teller, null, [host], port).Single().Endpoint;
}
