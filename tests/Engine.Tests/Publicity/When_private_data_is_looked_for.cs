using StaffFlows.Workflows.Publicity;

namespace StaffFlows.Engine.Tests.Publicity;

public sealed class When_private_data_is_looked_for
{
    [Theory]
    [InlineData("身份证990101199404301234", true, "an id number")]
    [InlineData("99010119940430123X", true, "an id number that ends in X")]
    [InlineData("电话16900000055。", true, "a mobile number")]
    [InlineData("0990-0000108", false, "an office's telephone")]
    [InlineData("临政务公示〔2026〕17号", false, "a document's number")]
    [InlineData("订单 201234567890123", false, "a longer number holds no mobile one")]
    [InlineData(null, false, "nothing")]
    public void Id_numbers_and_mobile_numbers_are_found(string? text, bool isFound, string why) => PrivateData.IsIn(text).ShouldBe(isFound, why);
}
