"""Every sentence that a resident reads: warm, short, plain."""

WELCOME = """您好，这里是{community}的百米服务。
邻里、物业、租房、借钱、婚姻、继承……碰到法律上的难事，像跟邻居说话一样发给我就行，我马上按《民法典》给您讲。
要人来帮忙调解，也可以告诉我。"""
HELP = """可以这样用：
· 直接把事情发给我，比如“楼上漏水不管怎么办”
· 发“我要调解”，请社区的人来帮忙
· 灯坏了、要人上门这类事，发“我要报事”
· 发“查进度”，看办得怎么样了
· 发“民法典1077条”，看法条
· 发“隐私”，看我们怎么保管您的信息
· 随时可打社区电话 {phone}，或免费法律热线 12348"""
TEXT_ONLY = "这种消息我看不懂，请打字告诉我是什么事。"
VOICE_AS_TEXT = "语音我这里听不清，麻烦您打字，或者长按语音转成文字再发给我。"
PICTURE_ALONE = (
    "图片收到了，请再打字说说是什么事。要请人调解，发“我要调解”，然后再发图片，会一起存进申请里。"
)
PLACE_ALONE = "位置收到了，请再说说是什么事。"
NOTHING_SAID = "您想问什么事？打字告诉我就行，比如“房东不退押金怎么办”。"
GREETING = "您好！有什么法律上的难事，直接说给我听就行。"
THANKS = "不客气，有事随时找我。"
GOODBYE = "再见，祝您平安。有事随时发给我。"
WHO = "我是{community}的百米服务，一个自动答疑的小助手，按编辑好的《民法典》问答回您；要找真人，发“我要调解”，或打{phone}。"
HUMAN = "要找真人，发“我要调解”登记一下，社区的人会联系您；急事请打社区电话 {phone}。"
NOT_LAW = "这件事不归《民法典》管，我不敢乱答。{where}"

LAWS = "依据：{laws}"
CODE_ARTICLES = "《民法典》第{numbers}条"
NEXT_STEPS = "下一步："
TIME_LIMIT = "注意时间：{limit}"
DISCLAIMER = "（这是一般法律知识，不代替律师意见。免费咨询可打12348）"
CHOOSE = "您问的是下面哪一个？回复数字或点一下就行："
CHOOSE_NONE = "都不是"
UNSURE = """这个问题我没有准备好的答案，不敢乱说。
可以换个说法再问一次，打免费法律热线 12348，或者请社区的人帮您看看。"""
STATUTE_FALLBACK = (
    """这个问题还没有准备好的解答，我记下来请人补上。下面是最接近的法条，供您参考："""
)
NO_MORE = "没有更多内容了。有别的事直接发给我。"
MORE_FOLLOWS = "……（回复“更多”看下文）"
NO_ARTICLE_YET = "先问我一件事，或者发“民法典1077条”这样的条号，我就把法条给您看。"
NO_SUCH_ARTICLE = "《民法典》只有第1条到第1260条，没有第{number}条。"
ARTICLE_TITLE = "《民法典》第{chinese}条"
ARTICLE_GIST = "讲的是：{gist}"
ARTICLE_NO_TEXT = "（原文还没有导入，可在国家法律法规数据库查看）"
CHAPTER_TITLE = "{title}：第{first}条到第{last}条。下面是开头几条，回复数字看全文："
LAST_ARTICLE = "后面没有了，这已经是《民法典》最后一条。"

OPEN_TICKET = "请人调解"
SHOW_ARTICLES = "看法条"
MORE = "更多"
RELATED = "相关问题"
NEXT_ARTICLE = "下一条"
PROGRESS = "查进度"
HELP_LABEL = "怎么用"

CONSENT = "请人调解不收钱，双方自愿。为了帮您，我们要记下您说的情况和联系方式，只给办理的工作人员看，您同意吗？"
CONSENT_WITH_TOPIC = "关于“{topic}”，我们可以请社区的人来调解。\n"
CONSENT_YES = "同意"
CONSENT_NO = "不同意"
CONSENT_REFUSED = "好的，什么都没有记。法律问题您随时可以接着问。"
ASK_CATEGORY = "是哪一类的事？回复数字就行："
CATEGORY_UNKNOWN = "没看明白是哪一类，请回复数字。"
ASK_WHAT = "请说说发生了什么事：什么时候开始的、造成了什么影响、您希望怎么解决。\n有照片也可以发来，会一起存好。"
WHAT_TOO_SHORT = "再多说几句吧，说清楚了好帮您。"
ASK_WHERE = "在什么地方？比如“3号楼2单元501”。也可以发位置。"
ASK_OTHER_SIDE = "对方是谁？比如“601的住户”“物业公司”。不知道或不想说，回“跳过”。"
ASK_PHONE = "留个电话吧，方便联系您。不想留，回“跳过”。"
PHONE_WRONG = "这个电话号码好像不对。手机号是11位数字，座机请带区号；不想留，回“跳过”。"
CONFIRM = """请您看看对不对：
类别：{category}
事情：{what}
地点：{where}
对方：{other_side}
电话：{phone}
图片：{pictures}张"""
SKIPPED = "没有留"
SUBMIT = "对，提交"
GO_BACK = "返回上一步"
GIVE_UP = "取消"
DIALOGUE_HINT = "（回“返回”改上一步，回“取消”不办了）"
CANCELLED = "好的，这次申请取消了，您说的内容都没有留下。"
NOTHING_TO_CANCEL = "现在没有正在填的申请。有事直接发给我就行。"
NOTHING_TO_GO_BACK = "已经是第一步了。"
EXPIRED = "您上次的调解申请没有填完，已经过期，没有提交。要重新填，发“我要调解”。\n\n"
PICTURE_KEPT = "图片收到了（共{count}张），和申请存在一起。\n"
TOO_MANY_PICTURES = "图片已经够多了（最多{most}张），其余的等工作人员联系您时再给。\n"
RECEIPT = """登记好了，受理编号：
{number}
社区工作人员会尽快看到，一般3个工作日内联系您。发“查进度”随时能看。
急事请打社区电话 {phone}；有危险先打110。"""
NO_TICKETS = "您还没有登记过的事。要请人调解，发“我要调解”。"
TICKET_LINE = "【{number}】{category}\n{day}登记，现在：{status}"
TICKET_HANDLER = "办理人：{handler}"
TICKET_STEP = "{day} {text}"
ADDED = "已补充到 {number}，办理人会看到。"
ADD_WHAT = "要补充什么？请写成“补充：……”这样发给我。"
NO_OPEN_TICKET = "您现在没有正在办理的事，没法补充。要请人调解，发“我要调解”。"

PRIVACY = """我们怎么保管您的信息：
· 问法律问题不记您的姓名和问题内容，不用同意也能用。
· 登记调解时，记下您说的情况、地点、电话，只给办理的工作人员看，用来帮您解决这件事。
· 不要身份证号。调解档案按规定保管，别的信息用完就删。
· 发“我的信息”看记了什么；发“删除我的信息”，我们就删掉聊天记录，并把档案里能认出您的内容抹去。
有疑问请打 {phone}。"""
MY_DATA = (
    "记着您登记过的 {count} 件事，发“查进度”可以看；没填完的申请 {intake} 份。除此之外没有别的。"
)
DELETE_SURE = "删掉以后，您将查不到进度，办理人也联系不到您。确定吗？"
DELETE_YES = "确定删除"
DELETE_NO = "不删"
DELETED = "已经删掉了：聊天记录没有了，登记过的事里不再有您的电话和身份。"
NOT_DELETED = "好的，没有删。"

AGREEMENT = """调解协议 {number}
您是{side}：{name}
事情：{facts}
约定：
{terms}
调解员：{mediator}
请看仔细。确认要您自己愿意，谁也不能替您点。"""
AGREEMENT_YES = "内容对，我确认"
AGREEMENT_WRONG = "内容不对"
AGREEMENT_CONFIRMED = "您已经确认了协议 {number}，请按约定的日子办。\n双方都确认、签名以后，可以在30天内一起到法院免费申请司法确认，有了法院的裁定，对方不履行可以申请强制执行。"
AGREEMENT_WRONG_HOW = "哪里不对？请写成“协议不对{code}：……”这样发给我，调解员会看到，先不算您确认。"
AGREEMENT_WRONG_KEPT = "记下了，不算您确认。调解员会和您联系。"
AGREEMENT_OTHER_SIDE = (
    "这个微信已经是这份协议的另一方，不能替对方确认。请对方用自己的微信，或者打 {phone}。"
)
NO_AGREEMENT = "现在没有等您确认的协议。如果调解员给了您8位数字的确认码，请发“确认 12345678”这样；有疑问打 {phone}。"
CODE_WRONG = "这个确认码不对，或者已经过期。请再看一遍；一天最多试5次，也可以请调解员重开一个，或者打 {phone}。"

CRISIS_ASK_LAW = "我没有危险，只想问法律"
CRISIS_NOTICE = "\n我已经通知社区值班人员。"
VIOLENCE = """您的安全最要紧。
· 有危险马上打 110，说“家里有人打我”
· 先离开对方，到邻居家或有人的地方
· 受伤了打 120，留好照片、病历、报警回执
· 妇女维权热线 12338
· 可以向法院申请人身安全保护令，一般72小时内答复，紧急的24小时内
这里不会联系对方，也不会劝您忍。"""
SELF_HARM = """听到您这么难受，我很担心。请先别一个人待着。
· 现在就打 12356 心理援助热线，有人听您说
· 有马上的危险，打 110 或 120
· 把家里人、邻居叫到身边
难关会过去的，我们都在。"""
CHILD = """孩子的安全最要紧。
· 有危险马上打 110
· 受伤了打 120
· 未成年人热线 12355
· 先把孩子带到安全、有人的地方
发现孩子受伤害，谁都可以报警，学校、医院、社区必须报告。"""
FRAUD = """先停下，别再转钱！
· 不转账、不给验证码、不共享屏幕
· 马上打 110 报警，已经转了的越快越可能拦住
· 反诈专线 96110 打来一定要接，也可以打过去问
· 留好转账记录和聊天记录
公安、法院从不要求转到“安全账户”。"""
FIRE = """先离开危险的地方！
· 着火：打 119，捂住口鼻走楼梯，别坐电梯
· 燃气味：别开灯、别打电话，开窗，出了门再打 119 或燃气公司
· 有人受伤打 120"""
VIOLENCE_NOW = """先保护好自己！
· 马上打 110，说清在哪里
· 离开现场，别和对方争
· 有人受伤打 120"""

TOLD_OPENED = "已登记，等待受理"
TOLD_CLAIMED = "{actor}已接手，会与您联系。"
TOLD_ASSIGNED = "由{to}办理，会与您联系。"
TOLD_INVITED = "已经在征询对方愿不愿意调解。"
TOLD_ACCEPTED = "双方都同意调解，正式受理，由{actor}调解，不收费。"
TOLD_INVESTIGATING = "{actor}在了解情况。"
TOLD_MEDIATING = "开始调解。您随时可以说不调了。"
TOLD_AGREED = "双方谈好了：{text}\n办得好不好，发“评价 5”（1到5分）告诉我们。"
TOLD_TERMINATED = "调解结束（{reason}）：{text}\n还可以申请仲裁、找有关部门，或者去法院起诉，免费咨询打12348。办得好不好，发“评价 5”（1到5分）告诉我们。"
TOLD_TRANSFERRED = "已移送：{text}\n您也可以申请仲裁、找有关部门，或者去法院起诉，免费咨询打12348。"
TOLD_PERFORMING = "请双方照谈好的办，有困难告诉我们。"
TOLD_REVISITING = "社区来回访：{text}"
TOLD_EXTENDED = "双方同意，办理时间延长：{text}"
TOLD_REOPENED = "{actor}重新办理。"
TOLD_STARTED = "{actor}开始办理。"
TOLD_DONE = "办好了：{text}\n解决了请发“确认解决”，没解决发“没有解决”。"
TOLD_CONFIRMED = "您确认已经解决。"
TOLD_REJECTED = "您说还没有解决，接着办。"
TOLD_TRANSFERRED_NEED = "已转给有关单位：{text}"
TOLD_MERGED = "和编号 {into} 是同一件事，合在一起办。"
TOLD_RECUSED = "为了公正，换一位工作人员来办。"
TOLD_TAKEN_BACK = "原来的办理人不再办理，马上换人。"
TOLD_HANDED_UP = "已交到上一级（{tier}）办理。"
TOLD_RATED = "您评了{stars}分，谢谢。"
TOLD_LOW = "您评了{stars}分，我们没有办好。已请负责人重新看这件事。"

TOLD_CONSENTED = "对方同意调解了。"
ENDED_BY_REFUSAL = "{who}明确表示不愿意调解，调解要双方自愿，所以到此为止。"

AGREE_TO_MEDIATE = "同意调解"
REFUSE_TO_MEDIATE = "不同意调解"
INVITATION = """{community}的调解员请您来谈一件{category}方面的事。
{shared}调解不收钱，双方自愿：您可以同意，可以不同意，同意了以后也随时可以退出。不同意，不影响您的任何权利。
同意的话，我们会记下您说的情况和联系方式，只给办理的工作人员看；没有您的同意，不告诉另一方。
您愿意吗？有疑问请打 {phone}。"""
SHARED_NAME = "对方是：{}"
SHARED_PHONE = "对方电话：{}"
SHARED_STORY = "对方说：{}"
INVITATION_ACCEPTED = "好的，记下了您同意调解，编号 {number}。调解员会联系您。\n您的姓名、电话、说的情况都不会告诉对方；想让对方知道，发“公开姓名”“公开电话”“公开情况”。发“查进度”随时能看，发“不调解了”随时退出。"
INVITATION_REFUSED = "好的，记下了您不同意调解，这件事（{number}）的调解到此为止。谢谢您告诉我们。"
INVITATION_OVER = "这件事已经有了结果，不用再答复了。有疑问请打 {phone}。"
CODE_HOW = "请把邀请码一起发来，比如“应邀 123456”。"
CODE_WRONG = "这个邀请码不对，或者过期了。请核对短信或纸条上的6位数字，或打 {phone}。"
CODE_TAKEN = "这个邀请码已经有人用过了，或者不是给您的。请打 {phone} 问一下。"
CODE_TOO_OFTEN = "输错太多次了，请过一小时再试。"

END_YES = "确定不调解了"
END_NO = "接着调解"
END_SURE = "确定不调解（{number}）了吗？不调解了，您还可以申请仲裁、找有关部门或者去法院起诉。"
ENDED = "好的，{number} 的调解结束了。还可以申请仲裁、找有关部门，或者去法院起诉，免费咨询打12348。"
NOT_ENDED = "好的，接着办。"
NOTHING_TO_END = "您现在没有正在调解的事。"
ENDED_BY_APPLICANT = "申请人撤回了申请。"
ENDED_BY_RESPONDENT = "对方表示不愿意继续调解，调解要双方自愿，所以到此为止。"
CONFIRMED = "太好了，{number} 记下您确认解决了。办得好不好，发“评价 5”（1到5分）告诉我们。"
REJECTED = "知道了，{number} 接着办，办理人会再联系您。"
RATE_HOW = "请打1到5分，5分最满意，比如“评价 5 很负责”。"
RATED = "记下了，{number} 您评了{stars}分，谢谢您告诉我们。"
RATED_ALREADY = "这件事您已经评过分了，谢谢。有话还想说，可以打社区电话。"
NOTHING_TO_RATE = "您现在没有可以评价的事，办结以后再请您评价。"
NOTHING_TO_SHARE = "您现在没有正在调解的事，不用公开什么。"
SHARED_NOW = "好的，您的{what}可以让对方知道了。想收回，发“不公开{what}”。"
NOT_SHARED = "好的，您的{what}不告诉对方。"
ACT_TOO_LATE = "这件事刚刚有了变化，您的意思没有记上。请发“查进度”看看，再告诉我。"

LIVES_IN = "我住"
ASK_HOME = "您住在哪个网格？回复数字就行，以后您的事直接交给那里的人。"
NO_GRIDS = "这里还没有划分网格，您的事会交给社区办理。"
HOME_KEPT = "好的，记下了您住在{grid}。要改，发“我的网格”。"
CONSENT_NEED = (
    "请社区来办不收钱。为了帮您，我们要记下您说的情况和联系方式，只给办理的工作人员看，您同意吗？"
)

APOLOGY = "对不起，我这边出了点问题，没能回答您。请过一会儿再发一次；急事请打社区电话 {phone}，法律热线 12348。"
