"""The console's forms."""

from flask_wtf import FlaskForm
from wtforms import HiddenField, PasswordField, StringField, SubmitField, TextAreaField
from wtforms.validators import InputRequired, Length


class LoginForm(FlaskForm):  # type: ignore[misc]
    username = StringField("用户名", validators=[InputRequired("请填用户名"), Length(max=64)])
    password = PasswordField("密码", validators=[InputRequired("请填密码"), Length(max=200)])
    submit = SubmitField("登录")


class ActForm(FlaskForm):  # type: ignore[misc]
    """An act on a ticket: `version` is the one the page was made from."""

    action = HiddenField(validators=[InputRequired()])
    version = HiddenField(validators=[InputRequired()])
    text = TextAreaField("内容", validators=[Length(max=2000, message="最多2000字")])
