"""The console's forms."""

from flask_wtf import FlaskForm
from wtforms import (
    BooleanField,
    HiddenField,
    PasswordField,
    StringField,
    SubmitField,
    TextAreaField,
)
from wtforms.validators import AnyOf, InputRequired, Length


class LoginForm(FlaskForm):  # type: ignore[misc]
    username = StringField("用户名", validators=[InputRequired("请填用户名"), Length(max=64)])
    password = PasswordField("密码", validators=[InputRequired("请填密码"), Length(max=200)])
    submit = SubmitField("登录")


class ActForm(FlaskForm):  # type: ignore[misc]
    """An act on a ticket: `version` is the one the page was made from. The rest is what some acts
    ask for: the reason of ending, whom to assign, what to merge into, that both sides asked."""

    action = HiddenField(validators=[InputRequired()])
    version = HiddenField(validators=[InputRequired()])
    text = TextAreaField("内容", validators=[Length(max=2000, message="最多2000字")])
    reason = StringField("终止原因", validators=[Length(max=16)])
    to = StringField("指派给", validators=[Length(max=64)])
    into = StringField("并入编号", validators=[Length(max=32)])
    attested = BooleanField("双方都同意")


class PartyForm(FlaskForm):  # type: ignore[misc]
    """What staff know of a side, and what the other side may be shown of it."""

    name = StringField("姓名或称呼", validators=[Length(max=64)])
    phone = StringField("电话", validators=[Length(max=32)])
    address = StringField("地址", validators=[Length(max=200)])
    shares_name = BooleanField("同意让另一方知道姓名")
    shares_phone = BooleanField("同意让另一方知道电话")
    shares_story = BooleanField("同意让另一方知道所说的情况")


class ConsentForm(FlaskForm):  # type: ignore[misc]
    """What a side said about being mediated, and how it was said."""

    consent = StringField("本人的意愿", validators=[AnyOf(("given", "refused"))])
    how = StringField("怎么说的（电话、当面……）", validators=[InputRequired(), Length(max=40)])
